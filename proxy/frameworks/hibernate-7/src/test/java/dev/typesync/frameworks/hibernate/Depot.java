package dev.typesync.frameworks.hibernate;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.Objects;
import org.hibernate.annotations.SoftDelete;

/** Entities that refer to none: composite keys, both common kinds of inheritance, and soft delete. */
final class Depot {
    private Depot() {}

    @Embeddable
    static class StockKey {
        String warehouse;
        int article;

        StockKey() {}

        StockKey(String warehouse, int article) {
            this.warehouse = warehouse;
            this.article = article;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof StockKey key && key.article == article && key.warehouse.equals(warehouse);
        }

        @Override
        public int hashCode() {
            return Objects.hash(warehouse, article);
        }
    }

    @Entity(name = "Stock")
    @Table(name = "stocks")
    static class Stock {
        @EmbeddedId
        StockKey key;

        int quantity;

        Stock() {}

        Stock(String warehouse, int article, int quantity) {
            this.key = new StockKey(warehouse, article);
            this.quantity = quantity;
        }
    }

    @Entity(name = "Vehicle")
    @Table(name = "vehicles")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Vehicle {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        Long id;

        String plate;
    }

    @Entity(name = "Car")
    @Table(name = "cars")
    static class Car extends Vehicle {
        int seats;

        Car() {}

        Car(String plate, int seats) {
            this.plate = plate;
            this.seats = seats;
        }
    }

    @Entity(name = "Truck")
    @Table(name = "trucks")
    static class Truck extends Vehicle {
        double load;

        Truck() {}

        Truck(String plate, double load) {
            this.plate = plate;
            this.load = load;
        }
    }

    @Entity(name = "Payment")
    @Table(name = "payments")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    static class Payment {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        BigDecimal amount;
    }

    @Entity(name = "CardPayment")
    @DiscriminatorValue("card")
    static class CardPayment extends Payment {
        String card;

        CardPayment() {}

        CardPayment(String amount, String card) {
            this.amount = new BigDecimal(amount);
            this.card = card;
        }
    }

    @Entity(name = "CashPayment")
    @DiscriminatorValue("cash")
    static class CashPayment extends Payment {
        String till;

        CashPayment() {}

        CashPayment(String amount, String till) {
            this.amount = new BigDecimal(amount);
            this.till = till;
        }
    }

    @Entity(name = "Note")
    @Table(name = "notes")
    @SoftDelete
    static class Note {
        @Id
        Integer id;

        String words;

        Note() {}

        Note(int id, String words) {
            this.id = id;
            this.words = words;
        }
    }
}
