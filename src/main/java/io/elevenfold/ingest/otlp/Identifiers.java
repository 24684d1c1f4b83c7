package io.elevenfold.ingest.otlp;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Trace and span ids: bytes in protobuf, hex in OTLP/JSON, base64 from writers of plain protobuf-JSON. */
final class Identifiers {

    static final int TRACE = 16;
    static final int SPAN = 8;

    private static final HexFormat HEX = HexFormat.of();

    private Identifiers() {}

    /** Lower-case hex; empty unless there are as many bytes as there should be and not all are zero. */
    static String of(byte[] bytes, int size) {
        if (bytes.length != size) {
            return "";
        }
        for (byte b : bytes) {
            if (b != 0) {
                return HEX.formatHex(bytes);
            }
        }
        return "";
    }

    static String of(String text, int size) {
        if (text.length() == 2 * size && isHex(text)) {
            return of(HEX.parseHex(text.toLowerCase(Locale.ROOT)), size);
        }
        if (text.length() != (size + 2) / 3 * 4) {
            return "";
        }
        try {
            return of(Base64.getDecoder().decode(text), size);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
