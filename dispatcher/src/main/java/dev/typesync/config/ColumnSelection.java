package dev.typesync.config;

import java.util.List;

/** Selects the columns of the table that become fields. Immutable. */
public sealed interface ColumnSelection {

    /** The columns that the configuration names, to include or to exclude; empty if it names none. */
    List<String> names();

    /** The kind of selection in one word. It is part of the definition hash. */
    String kind();

    static ColumnSelection existing() {
        return new Existing();
    }

    /** The columns that exist when the collection is created. A column added later is reported, not included. */
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

    /** All columns, including those added later. */
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

    /** Only these columns. */
    record Listed(List<String> names) implements ColumnSelection {
        public Listed {
            names = List.copyOf(names);
        }

        @Override
        public String kind() {
            return "listed";
        }
    }

    /** The columns that exist when the collection is created, except these. */
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
