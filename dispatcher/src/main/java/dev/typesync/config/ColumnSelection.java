package dev.typesync.config;

import java.util.List;

/** Which columns of the table become fields. Immutable. */
public sealed interface ColumnSelection {

    /** The columns that are named, to take or to leave out; empty where the table decides. */
    List<String> names();

    /** One word for the choice, part of the definition's hash. */
    String kind();

    static ColumnSelection existing() {
        return new Existing();
    }

    /** Those that exist when the collection is created; one added later is reported, not taken. */
    record Existing() implements ColumnSelection {
        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public String kind() {
            return "existing";
        }
    }

    /** All, those added later included. */
    record All() implements ColumnSelection {
        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public String kind() {
            return "all";
        }
    }

    /** Just these. */
    record Listed(List<String> names) implements ColumnSelection {
        public Listed {
            names = List.copyOf(names);
        }

        @Override
        public String kind() {
            return "listed";
        }
    }

    /** Those that exist when the collection is created, without these. */
    record Excluding(List<String> names) implements ColumnSelection {
        public Excluding {
            names = List.copyOf(names);
        }

        @Override
        public String kind() {
            return "excluding";
        }
    }
}
