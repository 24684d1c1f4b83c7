package io.elevenfold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/** Checks a receipt as docs/attestations.md tells it, with none of the service's own code. */
public final class ReceiptVerifier {

    private static final HexFormat HEX = HexFormat.of();

    private ReceiptVerifier() {}

    /** Fails when anything in the receipt does not follow from the rest. */
    public static void verify(byte[] receipt) {
        assertThat(holds(receipt)).isTrue();
    }

    /** Whether the record is what the leaf commits to, and the leaf is in the tree. */
    public static boolean holds(byte[] receipt) {
        try {
            JsonNode json = new ObjectMapper().readTree(receipt);
            JsonNode ledger = json.path("ledger");
            byte[] record = canonical(json.path("attestation"));
            String commitment =
                    HEX.formatHex(sha256(HEX.parseHex(ledger.path("salt").asText()), record));
            JsonNode leaf = ledger.path("leaf");
            if (!leaf.path("cm").path("content").asText().equals(commitment)) {
                return false;
            }
            byte[] hash = sha256(new byte[] {0}, canonical(leaf));
            if (!HEX.formatHex(hash).equals(ledger.path("leaf_hash").asText())) {
                return false;
            }
            return HEX.formatHex(root(hash, ledger)).equals(ledger.path("root").asText());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 9162 §2.1.3.2. */
    private static byte[] root(byte[] leafHash, JsonNode ledger) {
        long place = ledger.path("position").asLong();
        long last = ledger.path("tree_size").asLong() - 1;
        byte[] hash = leafHash;
        for (JsonNode step : ledger.path("proof")) {
            byte[] sibling = HEX.parseHex(step.asText());
            if (last == 0) {
                return new byte[0];
            }
            if ((place & 1) == 1 || place == last) {
                hash = sha256(new byte[] {1}, sibling, hash);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                hash = sha256(new byte[] {1}, hash, sibling);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 ? hash : new byte[0];
    }

    private static byte[] canonical(JsonNode node) throws IOException {
        return new JsonCanonicalizer(node.toString().getBytes(StandardCharsets.UTF_8)).getEncodedUTF8();
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
