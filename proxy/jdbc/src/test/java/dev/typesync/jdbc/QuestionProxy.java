package dev.typesync.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy before a PostgreSQL server that finds typesync's questions by itself and lets one of them fail at the server.
 * A question is a message that the plain driver does not send for the same application, and that is not part of what
 * is carried out: it writes no outbox, locks no row and does not control a transaction. Thread-safe.
 */
final class QuestionProxy implements AutoCloseable {
    private static final List<String> NO_QUESTIONS = List.of(
            "begin", "commit", "rollback", "savepoint typesync_guard", "release savepoint typesync_guard", "select");

    private static final Pattern ADDRESS = Pattern.compile("//[^/]*:(\\d+)/");

    private final ServerSocket listener;
    private final int port;
    private final Set<List<String>> ofApplication = new HashSet<>();
    private boolean learning = true;
    private int count;
    private int failing;
    private boolean guarded;
    private String failed = "";
    private UnaryOperator<String> fault = UnaryOperator.identity();

    /** One message of the client: its type, and all bytes after the length. */
    private static final class Message {
        private final char type;
        private final byte[] content;

        Message(char type, byte[] content) {
            this.type = type;
            this.content = content;
        }

        String text() {
            int from = 0;
            if (type == 'P') {
                while (content[from++] != 0) {}
            }
            int to = from;
            while (content[to] != 0) {
                to++;
            }
            return new String(content, from, to - from, UTF_8);
        }

        boolean hasText() {
            return type == 'P' || type == 'Q';
        }

        Message withText(String other) {
            byte[] text = other.getBytes(UTF_8);
            if (type == 'Q') {
                return new Message(
                        'Q', ByteBuffer.allocate(text.length + 1).put(text).array());
            }
            int name = 0;
            while (content[name++] != 0) {}
            int rest = name;
            while (content[rest++] != 0) {}
            return new Message(
                    'P',
                    ByteBuffer.allocate(name + text.length + 1 + content.length - rest)
                            .put(content, 0, name)
                            .put(text)
                            .put((byte) 0)
                            .put(content, rest, content.length - rest)
                            .array());
        }
    }

    /** @param port of the server on this machine */
    private QuestionProxy(int port) throws IOException {
        this.port = port;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** A proxy before the server of a database. */
    static QuestionProxy before(CapturedDatabase database) throws IOException {
        Matcher address = ADDRESS.matcher(database.url());
        if (!address.find()) {
            throw new IllegalStateException("no port in " + database.url());
        }
        return new QuestionProxy(Integer.parseInt(address.group(1)));
    }

    /** The URL of a database for the plain driver, through the proxy. */
    String url(CapturedDatabase database) {
        return ADDRESS.matcher(database.url()).replaceFirst("//localhost:" + listener.getLocalPort() + "/")
                + "&sslmode=disable&gssEncMode=disable";
    }

    /** From now on the texts are the application's. */
    synchronized void learn() {
        learning = true;
    }

    /**
     * From now on one question fails.
     *
     * @param number of the question, counted from 1
     * @param instead what the server gets instead of its text
     */
    synchronized void fail(int number, UnaryOperator<String> instead) {
        learning = false;
        count = 0;
        failing = number;
        failed = "";
        fault = instead;
    }

    /** The text of the question that failed; empty if there were fewer questions. */
    synchronized String failed() {
        return failed;
    }

    /** The number of questions since {@link #fail}. */
    synchronized int count() {
        return count;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "question proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                start(() -> copyAnswers(server, client));
                start(() -> copyRequests(client, server));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void copyAnswers(Socket server, Socket client) {
        try (server;
                client) {
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException closed) {
            // the connection has ended
        }
    }

    private void copyRequests(Socket client, Socket server) {
        try (client;
                server) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(server.getOutputStream());
            int startup = in.readInt();
            out.writeInt(startup);
            out.write(in.readNBytes(startup - 4));
            List<Message> messages = new ArrayList<>();
            while (true) {
                char type = (char) in.readByte();
                messages.add(new Message(type, in.readNBytes(in.readInt() - 4)));
                if ("PBDEC".indexOf(type) < 0) {
                    send(withFault(messages), out);
                    messages.clear();
                }
            }
        } catch (IOException closed) {
            // the connection has ended
        }
    }

    private static void send(List<Message> messages, DataOutputStream out) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(
                messages.stream().mapToInt(each -> each.content.length + 5).sum());
        messages.forEach(each ->
                all.put((byte) each.type).putInt(each.content.length + 4).put(each.content));
        out.write(all.array());
    }

    private synchronized List<Message> withFault(List<Message> messages) {
        List<String> texts = new ArrayList<>(
                messages.stream().filter(Message::hasText).map(Message::text).toList());
        boolean executes = messages.stream().anyMatch(each -> "EQ".indexOf(each.type) >= 0);
        texts.add(executes ? "executed" : "described");
        boolean question = isQuestion(texts, executes);
        if (learning) {
            ofApplication.add(withoutNumbers(texts));
        }
        if (learning || !question || ++count != failing) {
            return messages;
        }
        failed = String.join("; ", texts);
        List<Message> changed = new ArrayList<>(messages);
        for (int i = 0; i < changed.size(); i++) {
            Message each = changed.get(i);
            if (each.hasText() && !each.text().startsWith("RELEASE")) {
                String prefix = each.type == 'Q' && each.text().startsWith("SAVEPOINT typesync_question")
                        ? "SAVEPOINT typesync_question;"
                        : "";
                if (each.type == 'Q' || !each.text().startsWith("SAVEPOINT")) {
                    changed.set(i, each.withText(prefix + fault.apply(each.text())));
                }
            }
        }
        return changed;
    }

    /** The two databases have other oids. */
    private static List<String> withoutNumbers(List<String> texts) {
        return texts.stream().map(text -> text.replaceAll("\\d+", "0")).toList();
    }

    private boolean isQuestion(List<String> texts, boolean executes) {
        String all = String.join(";", texts.subList(0, texts.size() - 1));
        String lower = all.toLowerCase(Locale.ROOT);
        if (lower.startsWith("savepoint typesync_question") && !lower.contains(";")) {
            guarded = true; // what follows is a question, even if the plain driver has the same one
            return false;
        }
        if (lower.contains(" typesync_question")) {
            guarded = false;
        }
        if (all.isBlank() || (!guarded && ofApplication.contains(withoutNumbers(texts)))) {
            return false;
        }
        if (lower.contains("typesync_described") || (!executes && all.endsWith("\n"))) {
            return true; // a description of what may be sent
        }
        return !lower.contains("typesync.outbox")
                && !lower.contains("set_config(") // takes the locks of a DELETE
                && !lower.contains("typesync_failed")
                && !lower.contains("rollback to")
                && !lower.equals("release savepoint typesync_question")
                && !NO_QUESTIONS.contains(lower);
    }
}
