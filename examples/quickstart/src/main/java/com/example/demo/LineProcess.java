package com.example.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Java program in a separate process that executes one command per line. Its standard error is the standard error of
 * this process.
 */
final class LineProcess implements AutoCloseable {
    private static final long EXIT_SECONDS = 15;

    private final String name;
    private final Process process;
    private final Writer input;
    private final BufferedReader output;

    private LineProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        input = process.outputWriter(UTF_8);
        output = process.inputReader(UTF_8);
    }

    static LineProcess java(String classPath, String mainClass, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElse("java"), "-cp", classPath, mainClass));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        builder.environment().putAll(environment);
        return new LineProcess(mainClass, builder.start());
    }

    /** Sends a command and returns the answer. */
    String send(String command) throws IOException {
        input.write(command + "\n");
        input.flush();
        return readLine();
    }

    String readLine() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException(name + " has ended; see its error message above");
        }
        return line;
    }

    long pid() {
        return process.pid();
    }

    /** Closes the input of the program, which then ends. */
    @Override
    public void close() throws IOException {
        input.close();
        try {
            if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(name + " did not end within " + EXIT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
