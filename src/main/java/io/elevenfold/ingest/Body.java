package io.elevenfold.ingest;

import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a request's body within bounds. */
final class Body {

    private Body() {}

    /**
     * The body, decompressed.
     *
     * @param encoding the header Content-Encoding; null means none
     * @throws ProblemException when it is too large before or after decompression, not gzip, or in another encoding
     */
    static byte[] read(byte[] raw, @Nullable String encoding, IngestConfig config) {
        if (raw.length > config.maxBodyBytes()) {
            throw tooLarge(config.maxBodyBytes(), "");
        }
        if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
            return raw;
        }
        if (!encoding.strip().toLowerCase(Locale.ROOT).equals("gzip")) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding: gzip or identity is expected");
        }
        return gunzip(raw, config.maxDecompressedBytes());
    }

    private static byte[] gunzip(byte[] raw, int most) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(most, raw.length * 8 + 1024));
            byte[] chunk = new byte[1 << 16];
            int read;
            while ((read = in.read(chunk)) >= 0) {
                if (out.size() + read > most) {
                    throw tooLarge(most, " after decompression");
                }
                out.write(chunk, 0, read);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new ProblemException(ProblemType.BAD_REQUEST, "The body is not complete, valid gzip");
        }
    }

    private static ProblemException tooLarge(int most, String when) {
        return new ProblemException(
                ProblemType.PAYLOAD_TOO_LARGE, "At most %d bytes%s are accepted".formatted(most, when));
    }
}
