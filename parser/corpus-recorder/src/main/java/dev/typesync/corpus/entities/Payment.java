package dev.typesync.corpus.entities;

import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.TableGenerator;
import java.math.BigDecimal;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;

/** An inheritance hierarchy in joined tables, with keys from a generator table. */
@Entity
@Inheritance(strategy = InheritanceType.JOINED)
public class Payment {
    @Id
    @GeneratedValue(strategy = GenerationType.TABLE, generator = "payment_ids")
    @TableGenerator(name = "payment_ids", table = "id_generator", allocationSize = 10)
    public Long id;

    public BigDecimal amount;

    /** Paid by card. */
    @Entity(name = "CardPayment")
    public static class Card extends Payment {
        public String brand;
    }

    /** Paid by transfer. */
    @Entity(name = "TransferPayment")
    public static class Transfer extends Payment {
        public String iban;
    }

    /** An inheritance hierarchy in a single table. */
    @Entity(name = "Document")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    @DiscriminatorColumn(name = "kind")
    @SoftDelete
    public static class Document {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        public Long id;

        public String title;
    }

    /** The subclass in that table. */
    @Entity(name = "Invoice")
    public static class Invoice extends Document {
        public String number;
    }

    /** An entity with a custom UPDATE instead of DELETE. Each class of the hierarchy has its own table. */
    @Entity(name = "Note")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    @SQLDelete(sql = "UPDATE note SET deleted = true WHERE id = ?")
    @SQLRestriction("deleted = false")
    public static class Note {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        public Long id;

        public String text;
        public boolean deleted;
    }

    /** The subclass with its own table. */
    @Entity(name = "PinnedNote")
    public static class PinnedNote extends Note {
        public int rank;
    }
}
