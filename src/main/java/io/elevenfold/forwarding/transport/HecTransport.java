package io.elevenfold.forwarding.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Splunk's HTTP Event Collector. With indexer acknowledgement a batch counts when Splunk says that it is indexed; when
 * it never says so, the batch is sent again on a new channel.
 */
final class HecTransport implements Transport {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String DEFAULT_PATIENCE = "60";
    private static final Pattern PATIENCE = Pattern.compile("[1-9][0-9]{0,2}");
    private static final long SHORTEST_POLL_MILLIS = 20;
    private static final long LONGEST_POLL_MILLIS = 500;
    private static final int BUSY = 9;

    private final Target target;
    private final HttpSender http;
    private final boolean acknowledged;
    private final Duration patience;
    private UUID channel = UUID.randomUUID();

    HecTransport(Target target) {
        this.target = target;
        this.http = new HttpSender(target, Duration.ofSeconds(30));
        this.acknowledged = !target.option("acknowledgement", "true").equals("false");
        String seconds = target.option("acknowledgement_seconds", DEFAULT_PATIENCE);
        if (!PATIENCE.matcher(seconds).matches()) {
            throw new DeliveryException(
                    DeliveryException.Sort.MISCONFIGURED, "acknowledgement_seconds: 1 to 999 are expected");
        }
        this.patience = Duration.ofSeconds(Long.parseLong(seconds));
    }

    @Override
    public Answer send(List<Payload> batch) {
        StringBuilder body = new StringBuilder();
        batch.forEach(payload -> body.append(event(payload)).append('\n'));
        HttpSender.Reply reply = http.post(
                http.below("/services/collector/event"),
                headers(),
                "application/json",
                body.toString().getBytes(StandardCharsets.UTF_8),
                true);
        JsonNode answer = json(reply);
        if (reply.status() >= 400 && answer.path("code").asInt() == BUSY) {
            throw new DeliveryException(DeliveryException.Sort.UNAVAILABLE, reply.quote());
        }
        if (reply.status() == 400
                && (answer.path("code").asInt() == 14 || answer.path("code").asInt() == 10)) {
            throw new DeliveryException(DeliveryException.Sort.MISCONFIGURED, reply.quote());
        }
        HttpSender.successful(reply);
        if (answer.path("code").asInt(-1) != 0) {
            throw new DeliveryException(DeliveryException.Sort.UNAVAILABLE, "not the answer of HEC: " + reply.quote());
        }
        if (!acknowledged) {
            return Answer.allTaken(reply.quote(), reply.body());
        }
        if (!answer.path("ackId").isIntegralNumber()) {
            throw new DeliveryException(
                    DeliveryException.Sort.MISCONFIGURED,
                    "the token gives no ackId: switch indexer acknowledgement on, or set acknowledgement to false");
        }
        long ackId = answer.path("ackId").asLong();
        return Answer.allTaken("indexed, ackId " + ackId, acknowledgement(ackId));
    }

    /** Splunk's own words that it is indexed. */
    private byte[] acknowledgement(long ackId) {
        byte[] question = "{\"acks\":[%d]}".formatted(ackId).getBytes(StandardCharsets.UTF_8);
        long deadline = System.nanoTime() + patience.toNanos();
        for (long pause = SHORTEST_POLL_MILLIS; ; pause = Math.min(LONGEST_POLL_MILLIS, pause * 2)) {
            HttpSender.Reply reply = HttpSender.successful(
                    http.post(http.below("/services/collector/ack"), headers(), "application/json", question, false));
            if (json(reply).path("acks").path(Long.toString(ackId)).asBoolean()) {
                return reply.body();
            }
            if (System.nanoTime() + pause * 1_000_000 > deadline) {
                break;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw DeliveryException.unavailable("stopped while waiting for an acknowledgement", e);
            }
        }
        channel = UUID.randomUUID();
        throw new DeliveryException(
                DeliveryException.Sort.UNAVAILABLE, "Splunk took the batch and never said that it is indexed");
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Splunk " + target.secret());
        headers.put("X-Splunk-Request-Channel", channel.toString());
        return headers;
    }

    private String event(Payload payload) {
        ObjectNode event = MAPPER.createObjectNode();
        event.put("time", payload.record().at().toEpochMilli() / 1000.0);
        event.put("host", "elevenfold");
        event.put("source", target.option("source", "elevenfold"));
        event.put(
                "sourcetype",
                target.option(
                        "sourcetype", "elevenfold:" + payload.record().kind().word()));
        String index = target.option("index", "");
        if (!index.isEmpty()) {
            event.put("index", index);
        }
        event.putObject("fields").put("event_id", payload.id());
        String envelope = event.toString();
        String inner = payload.isJson()
                ? payload.line()
                : com.fasterxml.jackson.databind.node.TextNode.valueOf(payload.line())
                        .toString();
        return envelope.substring(0, envelope.length() - 1) + ",\"event\":" + inner + "}";
    }

    private static JsonNode json(HttpSender.Reply reply) {
        try {
            JsonNode node = MAPPER.readTree(reply.body());
            return node == null ? MAPPER.createObjectNode() : node;
        } catch (IOException e) {
            return MAPPER.createObjectNode();
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
