package io.elevenfold.forwarding.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Syslog over TLS (RFC 5425), framed by octet counting. There is no acknowledgement: after every reconnect the last
 * messages go out once more, so that what a dead receiver had not read yet arrives after all.
 */
final class SyslogTransport implements Transport {

    private static final int WINDOW = 1000;
    private static final Duration WINDOW_TIME = Duration.ofSeconds(30);

    private final Target target;
    private final Deque<Sent> window = new ArrayDeque<>();
    private @Nullable Line line;

    private record Sent(byte[] message, long nanos) {}

    SyslogTransport(Target target) {
        this.target = target;
    }

    @Override
    public Answer send(List<Payload> batch) {
        try {
            Line open = connected();
            open.stillThere();
            long now = System.nanoTime();
            for (Payload payload : batch) {
                byte[] message = SyslogMessage.of(payload, SyslogMessage.hostname(target));
                write(open, message);
                window.addLast(new Sent(message, now));
                while (window.size() > Math.max(WINDOW, batch.size())) {
                    window.removeFirst();
                }
            }
            open.out().flush();
            open.stillThere();
            return Answer.unanswered("handed to TCP; syslog has no acknowledgement");
        } catch (IOException e) {
            close();
            throw DeliveryException.unavailable("syslog " + target.address(), e);
        }
    }

    private Line connected() throws IOException {
        Line open = line;
        if (open != null) {
            return open;
        }
        open = new Line(target, true);
        line = open;
        long oldest = System.nanoTime() - WINDOW_TIME.toNanos();
        for (Sent sent : window) {
            // The last thousand, or those of the last seconds when there were more in that time.
            if (sent.nanos() > oldest || window.size() <= WINDOW) {
                write(open, sent.message());
            }
        }
        open.out().flush();
        return open;
    }

    private static void write(Line open, byte[] message) throws IOException {
        open.out().write((message.length + " ").getBytes(StandardCharsets.US_ASCII));
        open.out().write(message);
    }

    @Override
    public void close() {
        if (line != null) {
            line.close();
            line = null;
        }
    }
}
