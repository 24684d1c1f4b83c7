package io.elevenfold.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class CommitmentsTest {

    private static final SecretKeySpec KEY = key(7);
    private static final UUID ENTRY = UUID.fromString("0190a2c4-1f00-7abc-8def-0123456789ab");
    private static final byte[] GROUP = "{\"user.email\":\"dev@example.org\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void aCommitmentIsTheHashOfSaltAndGroup() throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(KEY);
        byte[] salt = mac.doFinal((ENTRY + "actor").getBytes(StandardCharsets.US_ASCII));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(salt);

        String expected = HexFormat.of().formatHex(digest.digest(GROUP));

        assertThat(Commitments.commit(Commitments.macOf(KEY), ENTRY, "actor", GROUP))
                .isEqualTo(expected);
    }

    @Test
    void oneMacSaltsManyGroupsWithoutMixingThem() {
        Mac shared = Commitments.macOf(KEY);

        String first = Commitments.commit(shared, ENTRY, "actor", GROUP);
        Commitments.commit(shared, ENTRY, "target", GROUP);
        String again = Commitments.commit(shared, ENTRY, "actor", GROUP);

        assertThat(again).isEqualTo(first);
    }

    @Test
    void aCommitmentDependsOnKeyEntryGroupAndContent() {
        String commitment = Commitments.commit(Commitments.macOf(KEY), ENTRY, "actor", GROUP);

        assertThat(commitment)
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(Commitments.commit(Commitments.macOf(key(8)), ENTRY, "actor", GROUP))
                .isNotEqualTo(Commitments.commit(Commitments.macOf(KEY), new UUID(1, 2), "actor", GROUP))
                .isNotEqualTo(Commitments.commit(Commitments.macOf(KEY), ENTRY, "target", GROUP))
                .isNotEqualTo(Commitments.commit(Commitments.macOf(KEY), ENTRY, "actor", new byte[] {'{', '}'}));
    }

    @Test
    void timesInLeavesAreWholeMicroseconds() {
        assertThat(Commitments.micros(Instant.EPOCH)).isZero();
        assertThat(Commitments.micros(Instant.parse("2026-03-31T12:00:00.123456Z")))
                .isEqualTo(1_774_958_400_123_456L);
        assertThat(Commitments.micros(Instant.parse("1969-12-31T23:59:59.999999Z")))
                .isEqualTo(-1);
    }

    private static SecretKeySpec key(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return new SecretKeySpec(bytes, "HmacSHA256");
    }
}
