package dev.typesync.corpus.entities;

import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.DynamicInsert;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;
import org.hibernate.type.SqlTypes;

/**
 * An entity with assigned key, dynamic SQL, optimistic locking by old values, jsonb, array, second table, join table.
 */
@Entity
@Table(name = "product", schema = "shop")
@SecondaryTable(name = "product_text", schema = "shop")
@DynamicInsert
@DynamicUpdate
@OptimisticLocking(type = OptimisticLockType.DIRTY)
public class Product {
    @Id
    public String sku;

    @Basic
    public String name;

    public BigDecimal price;

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, String> attributes;

    @JdbcTypeCode(SqlTypes.ARRAY)
    public String[] labels;

    @Column(table = "product_text", length = 4000)
    public String description;

    @ManyToMany
    public Set<Tag> tags = new HashSet<>();

    /** An entity whose key is a random UUID that the application makes. */
    @Entity(name = "Tag")
    @Table(name = "tag", schema = "shop")
    public static class Tag {
        @Id
        @GeneratedValue
        public UUID id;

        public String word;
    }
}
