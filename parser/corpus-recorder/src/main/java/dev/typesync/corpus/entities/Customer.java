package dev.typesync.corpus.entities;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.NaturalId;

/** An entity with identity key, version, embedded value, natural id, and a set, a list and a map of values. */
@Entity
@Table(name = "customer")
public class Customer {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    @Version
    public int version;

    @NaturalId(mutable = true)
    public String email;

    @Column(name = "display_name")
    public String name;

    @Embedded
    public Address address;

    @ElementCollection
    public Set<String> phones = new HashSet<>();

    @ElementCollection
    @OrderColumn(name = "position")
    public List<String> wishes = new ArrayList<>();

    @ElementCollection
    public Map<String, String> preferences = new HashMap<>();

    @OneToMany(mappedBy = "customer", cascade = CascadeType.ALL, orphanRemoval = true)
    public List<PurchaseOrder> orders = new ArrayList<>();

    /** Part of the customer's row. */
    @Embeddable
    public static class Address {
        public String street;
        public String city;
    }
}
