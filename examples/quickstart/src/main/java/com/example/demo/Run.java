package com.example.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** One run of the program, step by step, with the searches after each step. */
final class Run {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SECOND_LOOK = Duration.ofMillis(400);
    private static final long POLL_MILLIS = 2;

    private final LineProcess program;
    private final SearchIndex index;
    private final PrintStream output;

    Run(LineProcess program, SearchIndex index, PrintStream output) {
        this.program = program;
        this.index = index;
        this.output = output;
    }

    /** The program does its step; returns when it has. */
    void perform(Step step) throws IOException {
        long micros = 0;
        for (String command : step.commands()) {
            micros += Long.parseLong(program.send(command));
        }
        output.println("\n" + pad(step.title(), 96) + "in " + millis(micros / 1_000.0));
    }

    /** A step after which the search must follow. */
    void follow(Step step) throws IOException, UnexpectedAnswer, InterruptedException {
        perform(step);
        awaitAnswers(step, System.nanoTime());
    }

    /** Awaits what the search must answer; the lag counts from the given time. */
    void awaitAnswers(Step step, long since) throws UnexpectedAnswer, InterruptedException {
        for (Expectation expectation : step.expectations()) {
            String answer = index.answer(expectation.search());
            while (!expectation.metBy(answer)) {
                if (System.nanoTime() - since > PATIENCE.toNanos()) {
                    throw new UnexpectedAnswer(expectation.search(), answer, expectation.describe());
                }
                Thread.sleep(POLL_MILLIS);
                answer = index.answer(expectation.search());
            }
            print(expectation.search(), answer, "after " + millis((System.nanoTime() - since) / 1_000_000.0));
        }
    }

    /** A step of which the search learns nothing: it goes on answering what is no longer so. */
    void stayStale(Step step) throws IOException, UnexpectedAnswer, InterruptedException {
        requireUnchanged(step, false, "stale");
    }

    /** A step that was rolled back: the search must not follow it. */
    void stayRight(Step step) throws IOException, UnexpectedAnswer, InterruptedException {
        requireUnchanged(step, true, "unchanged");
    }

    private void requireUnchanged(Step step, boolean right, String remark)
            throws IOException, UnexpectedAnswer, InterruptedException {
        List<String> before = answers(step);
        perform(step);
        Thread.sleep(SECOND_LOOK.toMillis());
        List<String> after = answers(step);
        for (int i = 0; i < after.size(); i++) {
            Expectation expectation = step.expectations().get(i);
            String answer = after.get(i);
            if (!answer.equals(before.get(i)) || expectation.metBy(answer) != right) {
                throw new UnexpectedAnswer(expectation.search(), answer, "\"" + before.get(i) + "\", " + remark);
            }
            print(expectation.search(), answer, remark);
        }
    }

    /** Prints what the searches answer, whatever it is. */
    void look(Step step) {
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

    /** Ideographs and kana take two columns of a terminal. */
    private static int columns(String text) {
        return text.codePoints().map(c -> c >= 0x2E80 && c < 0xFB00 ? 2 : 1).sum();
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%,.0f ms", millis);
    }
}
