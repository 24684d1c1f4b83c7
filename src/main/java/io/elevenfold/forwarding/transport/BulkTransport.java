package io.elevenfold.forwarding.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.elevenfold.ledger.Hashes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code _bulk} of Elasticsearch and OpenSearch. Each item is created under the record's id, so a repeated one is
 * answered with 409 and counts as there. The status of the whole says nothing: every item is looked at.
 */
final class BulkTransport implements Transport {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONGEST_REASON = 300;

    private final HttpSender http;
    private final String index;
    private final Map<String, String> headers = new HashMap<>();

    BulkTransport(Target target) {
        this.http = new HttpSender(target, Duration.ofSeconds(60));
        this.index = target.option("index", "logs-elevenfold.audit-default");
        String secret = target.secret();
        if (secret != null) {
            String user = target.option("user", "");
            headers.put(
                    "Authorization",
                    user.isEmpty()
                            ? "ApiKey " + secret
                            : "Basic "
                                    + Base64.getEncoder()
                                            .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Override
    public Answer send(List<Payload> batch) {
        StringBuilder body = new StringBuilder();
        for (Payload payload : batch) {
            body.append("{\"create\":{\"_index\":")
                    .append(TextNode.valueOf(index))
                    .append(",\"_id\":")
                    .append(TextNode.valueOf(payload.id()))
                    .append("}}\n")
                    .append(
                            payload.isJson()
                                    ? payload.line()
                                    : "{\"message\":" + TextNode.valueOf(payload.line()) + "}")
                    .append('\n');
        }
        HttpSender.Reply reply = HttpSender.successful(http.post(
                java.net.URI.create(http.below("/_bulk") + "?filter_path=errors,items.*.status,items.*.error"),
                headers,
                "application/x-ndjson",
                body.toString().getBytes(StandardCharsets.UTF_8),
                true));
        return read(reply, batch.size());
    }

    private static Answer read(HttpSender.Reply reply, int size) {
        JsonNode items;
        try {
            items = MAPPER.readTree(reply.body()).path("items");
        } catch (IOException e) {
            throw DeliveryException.unavailable("the answer to _bulk is no JSON", e);
        }
        if (items.size() != size) {
            throw new DeliveryException(
                    DeliveryException.Sort.UNAVAILABLE,
                    "the answer to _bulk speaks of %d items instead of %d".formatted(items.size(), size));
        }
        Map<Integer, String> rejected = new HashMap<>();
        Set<Integer> again = new HashSet<>();
        int there = 0;
        for (int i = 0; i < size; i++) {
            JsonNode item = items.get(i).elements().next();
            int status = item.path("status").asInt();
            String error = item.path("error").toString();
            String reason =
                    status + " " + (error.length() > LONGEST_REASON ? error.substring(0, LONGEST_REASON) : error);
            if (status == 401 || status == 403) {
                throw new DeliveryException(DeliveryException.Sort.MISCONFIGURED, reason);
            }
            if (status == 409) {
                there++;
            } else if (status == 429 || status >= 500) {
                again.add(i);
            } else if (status >= 400) {
                rejected.put(i, reason);
            }
        }
        return new Answer(
                rejected,
                again,
                "HTTP %d: %d created, %d there already, %d refused, %d to send again"
                        .formatted(
                                reply.status(),
                                size - there - rejected.size() - again.size(),
                                there,
                                rejected.size(),
                                again.size()),
                Answer.digest(Hashes.plain(reply.body())));
    }

    @Override
    public void close() {
        http.close();
    }
}
