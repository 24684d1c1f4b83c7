package io.elevenfold.forwarding.transport;

import io.elevenfold.forwarding.format.Outgoing;
import java.nio.charset.StandardCharsets;

/**
 * A record as it is sent.
 *
 * @param line one line, in the destination's format
 * @param isJson whether the line is a JSON object
 * @param isFlat whether it is our own flat record
 */
public record Payload(Outgoing record, String line, boolean isJson, boolean isFlat) {

    public String id() {
        return record.id();
    }

    public byte[] bytes() {
        return line.getBytes(StandardCharsets.UTF_8);
    }

    /** What belongs together at a receiver that keeps an order by key: the session, else the stream. */
    public String key() {
        String session = record.text("session.id");
        return session == null ? Outgoing.streamName(record.stream()) : session;
    }
}
