package dev.typesync.jartest.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.jartest.jar.ApplicationClassPath;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A running {@link SqlApplication}. */
final class Instance implements AutoCloseable {
    private final Process process;
    private final Writer input;
    private final BufferedReader output;

    private Instance(Process process) {
        this.process = process;
        input = process.outputWriter(StandardCharsets.UTF_8);
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it in this working directory. */
    static Instance start(Path directory, String typesenseKey, String url) throws Exception {
        File log = directory.resolve("application.log").toFile();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        ApplicationClassPath.text(),
                        SqlApplication.class.getName(),
                        url)
                .directory(directory.toFile())
                .redirectError(Redirect.appendTo(log));
        builder.environment().put("TYPESENSE_API_KEY", typesenseKey);
        builder.environment().remove("TYPESYNC_CONFIG");
        return new Instance(builder.start());
    }

    void execute(String sql) throws IOException {
        input.write(sql.replace('\n', ' ') + "\n");
        input.flush();
        assertThat(output.readLine()).as("answer of the application to " + sql).isEqualTo("done");
    }

    @Override
    public void close() throws IOException {
        input.close();
        assertThat(process.onExit()
                        .completeOnTimeout(null, 30, TimeUnit.SECONDS)
                        .join())
                .as("the application, which ends within 30 s")
                .isNotNull();
        assertThat(process.exitValue()).isZero();
    }
}
