package io.elevenfold.ingest.otlp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads OTLP/HTTP bodies, already decompressed, within {@link DecodeLimits}. Stateless: one serves all threads.
 *
 * <p>Both encodings are read as streams rather than into message objects: eight million empty attributes fit into 16 MB
 * on the wire, and must not become eight million objects before a limit can be applied. Field numbers are those of the
 * generated classes.
 */
public final class OtlpDecoder {

    public static final String PROTOBUF = "application/x-protobuf";
    public static final String JSON = "application/json";

    private static final int MAX_REASON = 200;

    private final DecodeLimits limits;

    public OtlpDecoder(DecodeLimits limits) {
        this.limits = limits;
    }

    /** Whether bodies of this content type can be read; parameters such as a charset are ignored. */
    public static boolean supports(String contentType) {
        String type = mediaType(contentType);
        return type.equals(PROTOBUF) || type.equals(JSON);
    }

    /**
     * Reads an {@code Export…ServiceRequest}.
     *
     * @param contentType {@value #PROTOBUF} or {@value #JSON}, with or without parameters
     * @throws MalformedPayloadException if the bytes are no such request
     */
    public OtlpRequest decode(OtlpSignal signal, String contentType, byte[] body) {
        RecordCollector records = new RecordCollector(limits);
        String type = mediaType(contentType);
        try {
            switch (type) {
                case PROTOBUF -> new ProtobufReader(body, records).read(signal);
                case JSON -> new JsonReader(body, records).read(signal);
                default ->
                    throw new MalformedPayloadException("content type is neither " + PROTOBUF + " nor " + JSON, null);
            }
        } catch (InvalidProtocolBufferException invalid) {
            throw new MalformedPayloadException("not OTLP protobuf: " + bounded(invalid.getMessage()), invalid);
        } catch (JsonProcessingException invalid) {
            var at = invalid.getLocation();
            String place = at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
            throw new MalformedPayloadException("not OTLP JSON: syntax error" + place, invalid);
        } catch (IOException invalid) {
            throw new MalformedPayloadException("not OTLP: unreadable", invalid);
        }
        return records.request();
    }

    private static String mediaType(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    private static String bounded(@Nullable String message) {
        String text = message == null ? "unreadable" : message;
        return text.length() > MAX_REASON ? text.substring(0, MAX_REASON) : text;
    }
}
