package dev.typesync.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The type of a value: parses the text of the value. Immutable.
 *
 * @param allowed completes the sentence "must be …"
 * @param reader parses the text; empty if the text is not allowed
 */
record ValueType<T>(String allowed, Function<String, Optional<T>> reader) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*([KMG]?B)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern WHOLE = Pattern.compile("\\d{1,3}(_?\\d{1,3}){0,5}");

    static final ValueType<String> STRING = new ValueType<>("a string", Optional::of);

    static ValueType<Boolean> bool() {
        return new ValueType<>("true or false", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /** The constants of an enum, written in lower case. */
    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
        List<E> values = Arrays.asList(type.getEnumConstants());
        String allowed = values.stream().map(ValueType::lowerCaseName).collect(Collectors.joining(" or "));
        return new ValueType<>(
                allowed,
                text -> values.stream()
                        .filter(value -> lowerCaseName(value).equals(text))
                        .findFirst());
    }

    /** A whole number with a unit. The minimum is given as a user would write it. */
    static ValueType<Duration> duration(String minimum) {
        Duration min = parseDuration(minimum).orElseThrow();
        return new ValueType<>(
                "a whole number with its unit ms, s, m, h or d, such as 500ms or 2s, at least " + minimum,
                text -> parseDuration(text).filter(value -> value.compareTo(min) >= 0));
    }

    /** Bytes, or 1024-based KB, MB and GB. */
    static ValueType<Long> size() {
        return new ValueType<>(
                "a size with its unit B, KB, MB or GB (1024-based), such as 512KB or 2MB, at least 1B",
                text -> parseSize(text).filter(value -> value > 0));
    }

    static ValueType<Long> wholeNumber(long min, long max) {
        return new ValueType<>(
                "a whole number from " + min + " to " + max,
                text -> Optional.of(text)
                        .filter(WHOLE.asMatchPredicate())
                        .map(number -> Long.parseLong(number.replace("_", "")))
                        .filter(value -> value >= min && value <= max));
    }

    ValueType<T> where(String condition, Predicate<T> holds) {
        return new ValueType<>(
                allowed + " " + condition, text -> reader.apply(text).filter(holds));
    }

    private static String lowerCaseName(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Duration> parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    private static Optional<Long> parseSize(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "B" : matcher.group(2).toUpperCase(Locale.ROOT);
        return Optional.of(count << (10 * List.of("B", "KB", "MB", "GB").indexOf(unit)));
    }
}
