package com.example.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Runs the program step by step and searches after each step. */
final class Run {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration TIME_TO_STAY_UNCHANGED = Duration.ofMillis(400);
    private static final long POLL_MILLIS = 2;

    private final LineProcess program;
    private final SearchIndex index;
    private final PrintStream output;

    Run(LineProcess program, SearchIndex index, PrintStream output) {
        this.program = program;
        this.index = index;
        this.output = output;
    }

    /** Lets the program perform the step and waits until it is finished. */
    void perform(Step step) throws IOException {
        long micros = 0;
        for (String command : step.commands()) {
            micros += Long.parseLong(program.send(command));
        }
        output.println("\n" + pad(step.title(), 96) + "in " + millis(micros / 1_000.0));
    }

    /** Performs a step and waits until the search shows it. */
    void performAndAwaitAnswers(Step step) throws IOException, UnexpectedAnswer, InterruptedException {
        perform(step);
        awaitAnswers(step, System.nanoTime());
    }

    /** Waits for the expected answers. The lag is counted from the given time. */
    void awaitAnswers(Step step, long since) throws UnexpectedAnswer, InterruptedException {
        for (Expectation expectation : step.expectations()) {
            String answer = index.answer(expectation.search());
            while (!expectation.isMetBy(answer)) {
                if (System.nanoTime() - since > PATIENCE.toNanos()) {
                    throw new UnexpectedAnswer(expectation.search(), answer, expectation.describe());
                }
                Thread.sleep(POLL_MILLIS);
                answer = index.answer(expectation.search());
            }
            print(expectation.search(), answer, "after " + millis((System.nanoTime() - since) / 1_000_000.0));
        }
    }

    /** Performs a step that the search does not notice: it still gives the old answers. */
    void performAndExpectStaleAnswers(Step step) throws IOException, UnexpectedAnswer, InterruptedException {
        requireUnchanged(step, false, "stale");
    }

    /** Performs a step that is rolled back: the answers of the search must not change. */
    void performAndExpectUnchangedAnswers(Step step) throws IOException, UnexpectedAnswer, InterruptedException {
        requireUnchanged(step, true, "unchanged");
    }

    private void requireUnchanged(Step step, boolean right, String remark)
            throws IOException, UnexpectedAnswer, InterruptedException {
        List<String> before = answers(step);
        perform(step);
        Thread.sleep(TIME_TO_STAY_UNCHANGED.toMillis());
        List<String> after = answers(step);
        for (int i = 0; i < after.size(); i++) {
            Expectation expectation = step.expectations().get(i);
            String answer = after.get(i);
            if (!answer.equals(before.get(i)) || expectation.isMetBy(answer) != right) {
                throw new UnexpectedAnswer(expectation.search(), answer, "\"" + before.get(i) + "\", " + remark);
            }
            print(expectation.search(), answer, remark);
        }
    }

    /** Prints the answers of the searches without checking them. */
    void printAnswers(Step step) {
        step.expectations().forEach(expectation -> print(expectation.search(), index.answer(expectation.search()), ""));
    }

    private List<String> answers(Step step) {
        return step.expectations().stream()
                .map(expectation -> index.answer(expectation.search()))
                .toList();
    }

    private void print(Search search, String answer, String remark) {
        output.println("    " + pad(search.label(), 40) + pad(answer, 52) + remark);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - columns(text)));
    }

    /** The width of text in a terminal: ideographs and kana take two columns. */
    private static int columns(String text) {
        return text.codePoints().map(c -> c >= 0x2E80 && c < 0xFB00 ? 2 : 1).sum();
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%,.0f ms", millis);
    }
}
