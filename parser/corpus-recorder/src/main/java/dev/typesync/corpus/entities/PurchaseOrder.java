package dev.typesync.corpus.entities;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.generator.EventType;

/** An entity with pooled sequence key, time as version, generated column, and lines with a composite key. */
@Entity
@Table(name = "\"order\"")
public class PurchaseOrder {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "order_seq")
    @SequenceGenerator(name = "order_seq", sequenceName = "order_seq", allocationSize = 5)
    public Long id;

    @Version
    public LocalDateTime changed;

    @ManyToOne(fetch = FetchType.LAZY)
    public Customer customer;

    @Enumerated(EnumType.STRING)
    public Status status = Status.OPEN;

    @CreationTimestamp
    public Instant created;

    @UpdateTimestamp
    public Instant touched;

    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    @ColumnDefault("'none'")
    public String remark;

    @OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
    public List<Line> lines = new ArrayList<>();

    /** The states of an order. */
    public enum Status {
        OPEN,
        PAID,
        SENT
    }

    /** One line of an order. */
    @Entity(name = "OrderLine")
    @Table(name = "order_line")
    public static class Line {
        @EmbeddedId
        public LineId id = new LineId();

        @ManyToOne
        @MapsId("orderId")
        public PurchaseOrder order;

        public String sku;
        public int quantity;
        public BigDecimal price;
    }

    /** The key of a line: its order and its number. */
    @Embeddable
    public static class LineId {
        public Long orderId;
        public int number;

        @Override
        public boolean equals(Object other) {
            return other instanceof LineId that && number == that.number && Objects.equals(orderId, that.orderId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(orderId, number);
        }
    }
}
