package dev.typesync.frameworks.micronaut;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Version;

@MappedEntity("books")
record Book(
        @Id @GeneratedValue @Nullable Long id,
        String title,
        int pages,
        @Version @Nullable Long version) {
    Book(String title) {
        this(null, title, 0, null);
    }

    Book withPages(int count) {
        return new Book(id, title, count, version);
    }
}
