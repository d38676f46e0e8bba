package dev.typesync.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Parses one YAML document into {@link YamlNode}s. It refuses what a YAML parser would otherwise drop or guess. It
 * reads SnakeYAML's events: Jackson's parser on top of them loads as many classes again, and the application's first
 * connection waits for the configuration.
 */
final class YamlTree {
    private static final int MAX_DEPTH = 100; // the stack must hold it

    private final String file;
    private final ParserImpl parser;
    private int line = 1; // of the event that was read last
    private int depth;

    private YamlTree(String file, ParserImpl parser) {
        this.file = file;
        this.parser = parser;
    }

    /** The top-level mapping of a file; empty if the file is empty. */
    static YamlNode.Mapping parse(String file, String text) {
        YamlTree tree = new YamlTree(file, new ParserImpl(new StreamReader(text), new LoaderOptions()));
        try {
            return tree.document();
        } catch (YAMLException e) {
            throw tree.malformed(e);
        }
    }

    private YamlNode.Mapping document() {
        next(); // the start of the stream
        if (next().is(Event.ID.StreamEnd)) {
            return new YamlNode.Mapping(1, Map.of());
        }
        YamlNode top = node(next());
        if (!(top instanceof YamlNode.Mapping mapping)) {
            throw position(top.line(), "").error("the file must be a mapping of keys to values, but is " + top.noun());
        }
        next(); // the end of the document
        if (!next().is(Event.ID.StreamEnd)) {
            next(); // its first value
            throw position(line, "").error("a second YAML document starts here; only one per file is allowed");
        }
        return mapping;
    }

    private Event next() {
        Event event = parser.getEvent();
        line = event.getStartMark().getLine() + 1;
        return event;
    }

    private YamlNode node(Event event) {
        rejectAlias(event);
        if (event instanceof ScalarEvent scalar) {
            return new YamlNode.Scalar(line, scalar.getValue(), YamlScalars.kind(scalar));
        }
        if (++depth > MAX_DEPTH) {
            throw position(line, "").error("is nested too deeply; at most " + MAX_DEPTH + " levels are allowed");
        }
        YamlNode node = event.is(Event.ID.MappingStart) ? mapping() : sequence();
        depth--;
        return node;
    }

    private YamlNode.Sequence sequence() {
        int start = line;
        List<YamlNode> items = new ArrayList<>();
        for (Event event = next(); !event.is(Event.ID.SequenceEnd); event = next()) {
            items.add(node(event));
        }
        return new YamlNode.Sequence(start, List.copyOf(items));
    }

    private YamlNode.Mapping mapping() {
        int start = line;
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        for (Event event = next(); !event.is(Event.ID.MappingEnd); event = next()) {
            String key = key(event);
            YamlNode.Entry before = entries.get(key);
            if (before != null) {
                throw position(line, key).error("is a duplicate; the key is already in line " + before.line());
            }
            int keyLine = line;
            entries.put(key, new YamlNode.Entry(keyLine, node(next())));
        }
        return new YamlNode.Mapping(start, Collections.unmodifiableMap(entries));
    }

    private String key(Event event) {
        rejectAlias(event);
        if (event instanceof ScalarEvent scalar) {
            return scalar.getValue();
        }
        throw malformed("a key must be a single value");
    }

    private void rejectAlias(Event event) {
        if (event.is(Event.ID.Alias)) {
            throw position(line, "").error("YAML aliases such as *name are not supported; write the value itself");
        }
    }

    private SourcePosition position(int at, String key) {
        SourcePosition top = new SourcePosition(file, at, "");
        return key.isEmpty() ? top : top.at(at, key);
    }

    /**
     * Uses only the parser's own description of the problem. Its full message, which would also be in the cause, quotes
     * the line, and the line may contain a secret.
     */
    private ConfigurationException malformed(YAMLException e) {
        if (!(e instanceof MarkedYAMLException marked)) {
            return malformed("it cannot be read");
        }
        if (marked.getProblemMark() != null) {
            line = marked.getProblemMark().getLine() + 1;
        }
        return malformed(
                marked.getContext() == null ? marked.getProblem() : marked.getContext() + ", " + marked.getProblem());
    }

    private ConfigurationException malformed(String problem) {
        return position(line, "")
                .error("this is not YAML: " + problem + "; check quotes, colons and indentation of this line");
    }
}
