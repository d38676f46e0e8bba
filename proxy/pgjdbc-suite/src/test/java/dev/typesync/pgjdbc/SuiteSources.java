package dev.typesync.pgjdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** pgjdbc's tests as they are published, and how they become classes that run with any prefix of the URL. */
final class SuiteSources {
    private final Path tests;
    private final Path resources;

    /** @param root what Maven unpacked */
    SuiteSources(Path root) {
        tests = root.resolve("src/test/java");
        resources = root.resolve("src/test/resources");
    }

    /** Writes changed sources to {@code output/java} and their classes to {@code output/classes}. */
    Path compile(Path output) throws IOException {
        Path changed = output.resolve("java");
        Path classes = output.resolve("classes");
        List<Path> sources = new ArrayList<>();
        for (Path file : files(tests, ".java")) {
            Path target = changed.resolve(tests.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.writeString(target, change(file.getFileName().toString(), Files.readString(file)));
            sources.add(target);
        }
        for (Path file : files(resources, "")) {
            Path target = classes.resolve(resources.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.write(target, Files.readAllBytes(file));
        }
        compile(sources, classes);
        return classes;
    }

    private static String change(String name, String source) {
        String result = CastRewriting.rewrite(source);
        return switch (name) {
            case "TestUtil.java" -> changeTestUtil(result);
            // a fixed port, which two runs at the same time cannot both have
            case "ConnectionValidTest.java" -> replace(result, "new ServerSocket(9009)", "new ServerSocket(0)");
            default -> result;
        };
    }

    private static String changeTestUtil(String source) {
        String tables = ReplicatedTables.class.getName();
        String result = replace(
                source,
                "new StringBuilder(\"jdbc:postgresql://\")",
                "new StringBuilder(System.getProperty(\"" + SuiteRun.PREFIX_PROPERTY + "\") + \"postgresql://\")");
        result = replace(
                result,
                "table + \" (\" + columns + \")\"",
                "table + \" (\" + " + tables + ".columns(table, columns) + \")\"");
        return replace(
                result,
                "\"create temp table \" + table",
                "\"create \" + " + tables + ".temporary(table) + \"table \" + table");
    }

    /** Fails if the text is not there: a newer version of pgjdbc then needs another change. */
    private static String replace(String source, String text, String replacement) {
        if (!source.contains(text)) {
            throw new IllegalStateException("the source does not contain " + text);
        }
        return source.replace(text, replacement);
    }

    private static List<Path> files(Path folder, String extension) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(extension))
                    .toList();
        }
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-encoding",
                    "UTF-8",
                    "-proc:none",
                    "-nowarn",
                    "-parameters",
                    "-Xlint:none");
            boolean compiled = compiler.getTask(
                            null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("pgjdbc's tests do not compile: see above");
            }
        }
    }
}
