package io.elevenfold.forwarding.transport;

import io.elevenfold.ledger.Hashes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** RELP, the acknowledged syslog of rsyslog: a message counts when the peer has answered 200 to it. */
final class RelpTransport implements Transport {

    private static final int LAST_TRANSACTION = 999_999_999;
    private static final String OFFER = "relp_version=0\nrelp_software=elevenfold\ncommands=syslog";

    private final Target target;
    private @Nullable Line line;
    private int transaction;

    RelpTransport(Target target) {
        this.target = target;
    }

    @Override
    public Answer send(List<Payload> batch) {
        try {
            Line open = connected();
            Map<Integer, Integer> waiting = new HashMap<>();
            for (int i = 0; i < batch.size(); i++) {
                waiting.put(write(open, "syslog", SyslogMessage.of(batch.get(i), SyslogMessage.hostname(target))), i);
            }
            open.out().flush();
            Map<Integer, String> rejected = new HashMap<>();
            StringBuilder answers = new StringBuilder();
            while (!waiting.isEmpty()) {
                Response response = read(open.in());
                Integer place = waiting.remove(response.transaction());
                answers.append(response.transaction())
                        .append(' ')
                        .append(response.text())
                        .append('\n');
                if (place != null && !response.text().startsWith("200")) {
                    rejected.put(place, "RELP " + response.text());
                }
            }
            return new Answer(
                    rejected,
                    Set.of(),
                    "RELP 200 to %d messages, up to transaction %d"
                            .formatted(batch.size() - rejected.size(), transaction),
                    Answer.digest(Hashes.plain(answers.toString().getBytes(StandardCharsets.UTF_8))));
        } catch (IOException e) {
            close();
            throw DeliveryException.unavailable("RELP " + target.address(), e);
        }
    }

    private Line connected() throws IOException {
        Line open = line;
        if (open != null) {
            return open;
        }
        open = new Line(target, !target.option("tls", "true").equals("false"));
        line = open;
        transaction = 0;
        write(open, "open", OFFER.getBytes(StandardCharsets.US_ASCII));
        open.out().flush();
        Response response = read(open.in());
        if (!response.text().startsWith("200")) {
            throw new IOException("the peer does not open a session: " + response.text());
        }
        return open;
    }

    private int write(Line open, String command, byte[] data) throws IOException {
        transaction = transaction == LAST_TRANSACTION ? 1 : transaction + 1;
        open.out()
                .write("%d %s %d ".formatted(transaction, command, data.length).getBytes(StandardCharsets.US_ASCII));
        open.out().write(data);
        open.out().write('\n');
        return transaction;
    }

    private record Response(int transaction, String text) {}

    private static Response read(InputStream in) throws IOException {
        int number = number(word(in));
        String command = word(in);
        String length = word(in);
        if (command.equals("serverclose")) {
            throw new EOFException("the peer has closed the session");
        }
        int bytes = Math.min(number(length), 1_000_000);
        byte[] data = in.readNBytes(bytes);
        if (data.length < bytes) {
            throw new EOFException("the peer hung up within a response");
        }
        if (bytes > 0 && in.read() != '\n') {
            throw new IOException("a response does not end with a line feed");
        }
        String text = new String(data, StandardCharsets.UTF_8);
        return new Response(
                number, text.substring(0, Math.min(200, text.length())).replaceAll("\\p{C}", " "));
    }

    private static int number(String word) throws IOException {
        if (!word.matches("\\d{1,9}")) {
            throw new IOException("not a RELP response");
        }
        return Integer.parseInt(word);
    }

    private static String word(InputStream in) throws IOException {
        StringBuilder word = new StringBuilder();
        for (int c = in.read(); c != ' ' && c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the peer has closed the connection");
            }
            if (word.length() >= 32) {
                throw new IOException("not a RELP response");
            }
            word.append((char) c);
        }
        return word.toString();
    }

    @Override
    public void close() {
        if (line != null) {
            line.close();
            line = null;
        }
    }
}
