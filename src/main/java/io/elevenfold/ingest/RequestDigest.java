package io.elevenfold.ingest;

import io.elevenfold.identity.Sender;
import io.elevenfold.ledger.Hashes;
import java.nio.charset.StandardCharsets;

/** By what a repeated request is known: the same sender, the same door, the same bytes. */
public final class RequestDigest {

    private RequestDigest() {}

    /** SHA-256 over sender, door and body, 32 bytes. */
    public static byte[] of(Sender sender, String door, byte[] body) {
        String origin = (sender.endpointId() != null ? sender.endpointId() : sender.tokenId()) + " " + door + "\n";
        return Hashes.plain(origin.getBytes(StandardCharsets.UTF_8), body);
    }
}
