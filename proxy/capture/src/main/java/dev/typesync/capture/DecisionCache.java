package dev.typesync.capture;

import dev.typesync.capture.catalog.CatalogSnapshot;
import dev.typesync.capture.catalog.WatchList;
import dev.typesync.capture.decision.Acceptance;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.GeneratedKeys;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.parser.GenerationalCache;
import dev.typesync.parser.StatementParser;
import dev.typesync.parser.lexer.SettingNames;
import dev.typesync.parser.lexer.TextShape;
import org.jspecify.annotations.Nullable;

/**
 * The decisions that were made with one snapshot of the catalog: by text, and by shape for ad-hoc statements, which
 * have their values in the text. All connections with the same role and search_path share one object. Thread-safe; does
 * not block.
 */
final class DecisionCache {
    private static final long MAX_WEIGHT = 4_000_000;

    /** The weight of an entry in addition to its text: the decision, the node of the map. */
    private static final int WEIGHT_OF_ENTRY = 1000;

    private final CatalogSnapshot snapshot;
    private final GenerationalCache<Key, Decision> decisions = new GenerationalCache<>(MAX_WEIGHT, Key::weight);
    private final GenerationalCache<Key, ShapeEntry> shapes = new GenerationalCache<>(MAX_WEIGHT, Key::weight);
    private final GenerationalCache<Key, Acceptance> refusals = new GenerationalCache<>(MAX_WEIGHT, Key::weight);
    private volatile boolean anyRefused;

    /** What is known of all texts of one shape. */
    private static final class ShapeEntry {
        private final Acceptance acceptance;
        private volatile @Nullable DecisionTemplate template;

        ShapeEntry(Acceptance acceptance) {
            this.acceptance = acceptance;
        }
    }

    DecisionCache(CatalogSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    CatalogSnapshot snapshot() {
        return snapshot;
    }

    WatchList watchList() {
        return snapshot.watchList();
    }

    /** The decision for a text that was decided before; null for a new one. */
    @Nullable
    Decision find(String sql, StatementRequest request) {
        return decisions.get(new Key(sql, request));
    }

    /** The decision for a new ad-hoc statement, if one was made for another of its shape; null if not. */
    @Nullable
    Decision find(String sql, TextShape shape, StatementRequest request) {
        ShapeEntry entry = shapes.get(new Key(shape.words(), request));
        DecisionTemplate template = entry == null || entry.acceptance.isRefused() ? null : entry.template;
        return template == null ? null : template.with(sql, shape);
    }

    /** The shape of an ad-hoc statement; null if other statements of its shape may need another decision. */
    static @Nullable TextShape shapeOf(String sql, StatementRequest request) {
        boolean shared = request.isAdHoc()
                && request.keys().kind() == GeneratedKeys.Kind.NONE
                && sql.length() <= StatementParser.LONGEST_REMEMBERED_TEXT
                && !SettingNames.mentionsSetConfig(sql);
        return shared ? TextShape.of(sql) : null;
    }

    /**
     * Attaches the acceptance that all texts of the shape share to a new decision, and remembers the decision for the
     * shape.
     *
     * @param shape null: the decision is not remembered
     * @return the decision to carry out: the fallback if the server has refused a text of this shape
     */
    Decision shareByShape(String sql, @Nullable TextShape shape, StatementRequest request, Decision planned) {
        if (planned instanceof Decision.Observed observed && observed.fallback() instanceof Decision.Rewritten second) {
            return observed.with(second.with(acceptance(sql, request)));
        }
        if (!(planned instanceof Decision.Rewritten rewritten)) {
            return planned;
        }
        if (anyRefused && isRefused(shape == null ? StatementParser.shape(sql) : shape.words(), request)) {
            return rewritten.fallback();
        }
        if (shape == null) {
            return rewritten.with(acceptance(sql, request));
        }
        ShapeEntry entry = entry(shape.words(), request);
        Decision.Rewritten decision = rewritten.with(entry.acceptance);
        entry.template = DecisionTemplate.of(shape, decision);
        return decision;
    }

    /**
     * The acceptance of a text whose shape is not known yet. An ad-hoc statement outside a transaction never asks it.
     */
    private Acceptance acceptance(String sql, StatementRequest request) {
        return sql.length() > StatementParser.LONGEST_REMEMBERED_TEXT
                ? new Acceptance()
                : Acceptance.sharedBy(() -> entry(StatementParser.shape(sql), request).acceptance);
    }

    private boolean isRefused(String shape, StatementRequest request) {
        return refusals.get(new Key(shape, request)) != null;
    }

    /** Remembers the decision for a text, unless the text is too long. */
    void remember(String sql, StatementRequest request, Decision decision) {
        if (sql.length() <= StatementParser.LONGEST_REMEMBERED_TEXT) {
            decisions.put(new Key(sql, request), decision);
        }
    }

    /**
     * The server has refused the rewritten text, but not the original: the same holds for all texts of this shape.
     * Refusals have a memory of their own, so that other shapes do not displace them.
     */
    void refuse(String sql, StatementRequest request) {
        Key key = new Key(StatementParser.shape(sql), request);
        Acceptance refused = new Acceptance();
        refused.refuse();
        refusals.put(key, refused);
        ShapeEntry entry = shapes.get(key);
        if (entry != null) {
            entry.acceptance.refuse();
        }
        anyRefused = true;
    }

    private ShapeEntry entry(String shape, StatementRequest request) {
        return shapes.computeIfAbsent(new Key(shape, request), this::newEntry);
    }

    private ShapeEntry newEntry(Key key) {
        Acceptance refused = refusals.get(key);
        return new ShapeEntry(refused == null ? new Acceptance() : refused);
    }

    /** Equality is written out: each execution looks its text up. */
    private record Key(String sql, StatementRequest request) {
        private int weight() {
            return WEIGHT_OF_ENTRY + sql.length();
        }

        @Override
        public int hashCode() {
            return 31 * sql.hashCode() + request.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && sql.equals(that.sql) && request.equals(that.request);
        }
    }
}
