package dev.typesync.corpus.entities;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

/** An aggregate of Spring Data JDBC. */
public class Shelf {
    @Id
    public Long id;

    @Version
    public int version;

    public String place;
    public Owner owner;
    public List<Volume> volumes = new ArrayList<>();
    public Map<String, Label> labels = new HashMap<>();

    /** A new shelf with children of all kinds. */
    public static Shelf at(String place) {
        Shelf shelf = new Shelf();
        shelf.place = place;
        shelf.owner = new Owner("Ada");
        shelf.volumes.add(new Volume("Notes"));
        shelf.volumes.add(new Volume("Letters"));
        shelf.labels.put("top", new Label("red"));
        return shelf;
    }

    /** A single child. */
    public record Owner(String name) {}

    /** A child in a list. */
    public record Volume(String title) {}

    /** A child in a map. */
    public record Label(String colour) {}
}
