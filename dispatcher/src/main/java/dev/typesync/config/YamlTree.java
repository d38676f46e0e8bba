package dev.typesync.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Parses one YAML document into {@link YamlNode}s. It refuses what a YAML parser would otherwise drop or guess. */
final class YamlTree {
    private static final YAMLFactory YAML = YAMLFactory.builder()
            // otherwise `locale: no`, which is Norwegian, would be the boolean false
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            // the builder starts without features; without this one `products:` would be an empty string
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .build();

    private final String file;
    private final YAMLParser parser;

    private YamlTree(String file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /** The top-level mapping of a file; empty if the file is empty. */
    static YamlNode.Mapping parse(String file, String text) {
        try (YAMLParser parser = YAML.createParser(text)) {
            return new YamlTree(file, parser).document();
        } catch (JsonProcessingException e) {
            throw malformed(file, e);
        } catch (IOException e) {
            throw new UncheckedIOException("a string in memory cannot be read", e);
        }
    }

    private YamlNode.Mapping document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return new YamlNode.Mapping(1, Map.of());
        }
        YamlNode top = node(first);
        if (!(top instanceof YamlNode.Mapping mapping)) {
            throw position("").error("the file must be a mapping of keys to values, but is " + top.noun());
        }
        if (parser.nextToken() != null) {
            throw position("").error("a second YAML document starts here; only one per file is allowed");
        }
        return mapping;
    }

    private YamlNode node(JsonToken token) throws IOException {
        if (parser.isCurrentAlias()) {
            throw position("").error("YAML aliases such as *name are not supported; write the value itself");
        }
        return switch (token) {
            case START_OBJECT -> mapping();
            case START_ARRAY -> sequence();
            case VALUE_NULL -> scalar(YamlNode.Kind.NULL);
            case VALUE_TRUE, VALUE_FALSE -> scalar(YamlNode.Kind.BOOLEAN);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(YamlNode.Kind.NUMBER);
            default -> scalar(YamlNode.Kind.STRING);
        };
    }

    private YamlNode.Scalar scalar(YamlNode.Kind kind) throws IOException {
        return new YamlNode.Scalar(line(), parser.getText(), kind);
    }

    private YamlNode.Sequence sequence() throws IOException {
        int line = line();
        List<YamlNode> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(token));
        }
        return new YamlNode.Sequence(line, List.copyOf(items));
    }

    private YamlNode.Mapping mapping() throws IOException {
        int line = line();
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            YamlNode.Entry before = entries.get(key);
            if (before != null) {
                throw position(key).error("is a duplicate; the key is already in line " + before.line());
            }
            int keyLine = line();
            entries.put(key, new YamlNode.Entry(keyLine, node(parser.nextToken())));
        }
        return new YamlNode.Mapping(line, Collections.unmodifiableMap(entries));
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private SourcePosition position(String key) {
        SourcePosition top = new SourcePosition(file, line(), "");
        return key.isEmpty() ? top : top.at(line(), key);
    }

    /**
     * Uses only the parser's own description of the problem. Its full message, which would also be in the cause, quotes
     * the line, and the line may contain a secret.
     */
    private static ConfigurationException malformed(String file, JsonProcessingException e) {
        int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        String problem = "it cannot be read";
        if (e.getCause() instanceof MarkedYAMLException marked) {
            problem = marked.getContext() == null
                    ? marked.getProblem()
                    : marked.getContext() + ", " + marked.getProblem();
            line = marked.getProblemMark() == null
                    ? line
                    : marked.getProblemMark().getLine() + 1;
        }
        return new SourcePosition(file, line, "")
                .error("this is not YAML: " + problem + "; check quotes, colons and indentation of this line");
    }
}
