package io.elevenfold.forwarding.transport;

import io.elevenfold.ledger.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Standard Webhooks 1.0: each record is a request, signed with HMAC-SHA-256 ({@code v1}). */
final class WebhookTransport implements Transport {

    private static final String PREFIX = "whsec_";
    private static final int SHORTEST_KEY = 24;
    private static final int LONGEST_KEY = 64;

    private final HttpSender http;
    private final byte[] key;
    private final Clock clock = Clock.systemUTC();

    WebhookTransport(Target target) {
        this.key = key(String.valueOf(target.secret()));
        this.http = new HttpSender(target, Duration.ofSeconds(20));
    }

    private static byte[] key(String secret) {
        try {
            byte[] key =
                    Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : "!");
            if (key.length >= SHORTEST_KEY && key.length <= LONGEST_KEY) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            // Refused below like a key of a wrong length.
        }
        throw new DeliveryException(
                DeliveryException.Sort.MISCONFIGURED, "secret: whsec_ and the Base64 of 24 to 64 bytes are expected");
    }

    @Override
    public Answer send(List<Payload> batch) {
        MessageDigest answers = Hashes.sha256();
        for (int i = 0; i < batch.size(); i++) {
            try {
                HttpSender.Reply reply = send(batch.get(i));
                answers.update((reply.status() + "\n").getBytes(StandardCharsets.US_ASCII));
                answers.update(reply.body());
            } catch (DeliveryException e) {
                if (e.sort() == DeliveryException.Sort.REJECTED || e.sort() == DeliveryException.Sort.TOO_LARGE) {
                    return new Answer(
                            Map.of(i, e.reason()),
                            after(i, batch.size()),
                            taken(i) + ", then a refusal",
                            Answer.digest(answers.digest()));
                }
                throw e.after(i);
            }
        }
        return new Answer(Map.of(), Set.of(), taken(batch.size()), Answer.digest(answers.digest()));
    }

    private static String taken(int requests) {
        return requests + " × HTTP 2xx";
    }

    private static Set<Integer> after(int place, int size) {
        return java.util.stream.IntStream.range(place + 1, size)
                .boxed()
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    private HttpSender.Reply send(Payload payload) {
        long now = clock.instant().getEpochSecond();
        String data = payload.isJson() ? payload.line() : quoted(payload.line());
        String body = "{\"type\":\"elevenfold.%s\",\"timestamp\":\"%s\",\"data\":%s}"
                .formatted(payload.record().kind().word(), payload.record().at(), data);
        return HttpSender.successful(http.post(
                http.below(""),
                Map.of(
                        "webhook-id", payload.id(),
                        "webhook-timestamp", Long.toString(now),
                        "webhook-signature", "v1," + signature(payload.id() + "." + now + "." + body)),
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                false));
    }

    private static String quoted(String text) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
    }

    private String signature(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
