package io.elevenfold.evidence.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks a time-stamping authority (RFC 3161) to say that a hash was there at its time. Without a configured address nobody
 * is asked. The answer is kept as it came; {@code openssl ts -verify} looks at it with the authority's certificate.
 */
@ApplicationScoped
class TimeStamps {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_OF_AN_ANSWER = 1 << 18;
    private static final int NONCE_BYTES = 8;
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 2;
    private static final int OCTETS = 4;
    /** AlgorithmIdentifier of SHA-256. */
    private static final byte[] SHA_256 = HexFormat.of().parseHex("300d06096086480165030402010500");
    /** The time-stamping token shall hold the authority's certificate. */
    private static final byte[] WITH_CERTIFICATE = {1, 1, (byte) 0xFF};

    private final Optional<URI> authority;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final SecureRandom random = new SecureRandom();

    TimeStamps(@ConfigProperty(name = "elevenfold.evidence.time-stamp-url") Optional<URI> authority) {
        this.authority = authority;
    }

    /**
     * The authority's answer, a TimeStampResp in DER; empty when none is configured.
     *
     * @param sha256 of what is stamped
     * @throws IOException when it does not answer, refuses, or speaks of something else
     */
    Optional<byte[]> stamp(byte[] sha256) throws IOException {
        if (authority.isEmpty()) {
            return Optional.empty();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        nonce[0] = 1; // positive, and not shortened
        byte[] request = der(
                SEQUENCE,
                new byte[] {INTEGER, 1, 1},
                der(SEQUENCE, SHA_256, der(OCTETS, sha256)),
                der(INTEGER, nonce),
                WITH_CERTIFICATE);
        byte[] answer = ask(authority.get(), request);
        // What the signature is worth is for the auditor to say; that it answers this question can be seen here.
        if (!isGranted(answer) || !holds(answer, sha256) || !holds(answer, nonce)) {
            throw new IOException(
                    "the time-stamping authority %s refused, or stamped something else".formatted(authority.get()));
        }
        return Optional.of(answer);
    }

    private byte[] ask(URI at, byte[] request) throws IOException {
        HttpRequest post = HttpRequest.newBuilder(at)
                .timeout(PATIENCE)
                .header("Content-Type", "application/timestamp-query")
                .POST(BodyPublishers.ofByteArray(request))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(post, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] answer = body.readNBytes(MOST_OF_AN_ANSWER);
                if (response.statusCode() != 200) {
                    throw new IOException(
                            "the time-stamping authority %s answers %d".formatted(at, response.statusCode()));
                }
                return answer;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the time-stamping authority", e);
        }
    }

    /** PKIStatus 0 or 1 (granted, granted with modifications) at the begin of the response. */
    private static boolean isGranted(byte[] answer) {
        int at = inside(answer, 0);
        at = at < 0 ? -1 : inside(answer, at);
        return at > 0
                && at + 2 < answer.length
                && answer[at] == INTEGER
                && answer[at + 1] == 1
                && (answer[at + 2] == 0 || answer[at + 2] == 1);
    }

    /** Where the content of a sequence begins; -1 when there is none. */
    private static int inside(byte[] der, int at) {
        if (at + 1 >= der.length || der[at] != SEQUENCE) {
            return -1;
        }
        int length = der[at + 1] & 0xFF;
        return at + 2 + (length > 0x80 ? length - 0x80 : 0);
    }

    private static boolean holds(byte[] whole, byte[] part) {
        for (int i = 0; i + part.length <= whole.length; i++) {
            if (Arrays.equals(whole, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    /** A short value: our requests stay below 128 bytes. */
    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(tag);
        value.write(content.size());
        value.writeBytes(content.toByteArray());
        return value.toByteArray();
    }
}
