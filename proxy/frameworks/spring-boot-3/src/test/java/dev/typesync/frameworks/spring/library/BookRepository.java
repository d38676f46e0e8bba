package dev.typesync.frameworks.spring.library;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** The repository of Spring Data. */
public interface BookRepository extends JpaRepository<Book, Integer> {
    Optional<Book> findByTitle(String title);

    @Modifying(clearAutomatically = true)
    @Query("update Book b set b.pages = b.pages + :more")
    int addPages(int more);
}
