package io.elevenfold.ingest;

import com.google.protobuf.CodedOutputStream;
import io.elevenfold.activity.Activity;
import io.elevenfold.identity.CurrentSender;
import io.elevenfold.identity.Roles;
import io.elevenfold.ingest.normalise.Normalised;
import io.elevenfold.ingest.normalise.OtlpNormaliser;
import io.elevenfold.ingest.otlp.DecodeLimits;
import io.elevenfold.ingest.otlp.MalformedPayloadException;
import io.elevenfold.ingest.otlp.OtlpDecoder;
import io.elevenfold.ingest.otlp.OtlpRequest;
import io.elevenfold.ingest.otlp.OtlpSignal;
import io.elevenfold.pipeline.Delivery;
import io.elevenfold.pipeline.Lanes;
import io.elevenfold.pipeline.OverloadedException;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** OTLP/HTTP 1.x as the specification has it: protobuf and JSON, gzip, partial success, errors as a Status message. */
@Path("/v1")
@Tag(name = "Doors")
@RolesAllowed({Roles.ENDPOINT, Roles.INGEST})
@Blocking
class OtlpResource {

    private final CurrentSender sender;
    private final Lanes lanes;
    private final IngestConfig config;
    private final OtlpDecoder decoder;
    private final OtlpNormaliser normaliser = new OtlpNormaliser();
    private final MeterRegistry meters;

    OtlpResource(CurrentSender sender, Lanes lanes, IngestConfig config, MeterRegistry meters) {
        this.sender = sender;
        this.lanes = lanes;
        this.config = config;
        this.meters = meters;
        DecodeLimits defaults = DecodeLimits.defaults();
        this.decoder = new OtlpDecoder(new DecodeLimits(
                config.maxAttributes(),
                config.maxValueLength(),
                config.maxDepth(),
                defaults.maxElements(),
                config.maxRecords()));
    }

    @POST
    @Path("/logs")
    @Operation(summary = "OTLP logs")
    public CompletionStage<Response> logs(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding,
            byte[] body) {
        return accept(OtlpSignal.LOGS, type, encoding, body);
    }

    @POST
    @Path("/traces")
    @Operation(summary = "OTLP traces")
    public CompletionStage<Response> traces(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding,
            byte[] body) {
        return accept(OtlpSignal.TRACES, type, encoding, body);
    }

    @POST
    @Path("/metrics")
    @Operation(summary = "OTLP metrics")
    public CompletionStage<Response> metrics(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding,
            byte[] body) {
        return accept(OtlpSignal.METRICS, type, encoding, body);
    }

    private CompletionStage<Response> accept(
            OtlpSignal signal, @Nullable String type, @Nullable String encoding, byte[] raw) {
        boolean json = OtlpDecoder.JSON.equals(mediaType(type));
        try {
            if (!json && !OtlpDecoder.PROTOBUF.equals(mediaType(type))) {
                throw new ProblemException(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "Content-Type: application/x-protobuf or application/json is expected");
            }
            byte[] body = Body.read(raw, encoding, config);
            OtlpRequest request = decoder.decode(signal, json ? OtlpDecoder.JSON : OtlpDecoder.PROTOBUF, body);
            Delivery delivery = new Delivery(
                    sender.get(), RequestDigest.of(sender.get(), "/v1/" + signal, body), normalise(request));
            return lanes.submit(delivery)
                    .thenApply(receipt -> success(json, signal, request))
                    .exceptionally(failure -> failed(json, failure));
        } catch (ProblemException e) {
            return CompletableFuture.completedFuture(refusal(json, e.type().status(), e.getMessage()));
        } catch (MalformedPayloadException e) {
            return CompletableFuture.completedFuture(refusal(json, 400, e.getMessage()));
        } catch (OverloadedException e) {
            meters.counter("elevenfold.requests.refused").increment();
            return CompletableFuture.completedFuture(Response.fromResponse(refusal(json, 503, e.getMessage()))
                    .header(HttpHeaders.RETRY_AFTER, e.retryAfter().toSeconds())
                    .build());
        }
    }

    private List<Activity> normalise(OtlpRequest request) {
        Normalised normalised = normaliser.normalise(request.records());
        meters.counter("elevenfold.records", "became", "activity")
                .increment(normalised.activities().size());
        meters.counter("elevenfold.records", "became", "duplicate").increment(normalised.duplicates());
        meters.counter("elevenfold.records", "became", "internal").increment(normalised.internal());
        meters.counter("elevenfold.records", "became", "metric").increment(normalised.metrics());
        return normalised.activities();
    }

    private static Response success(boolean json, OtlpSignal signal, OtlpRequest request) {
        if (request.rejected() == 0) {
            return json
                    ? answer(true, 200, "{}".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                    : answer(false, 200, new byte[0]);
        }
        String reason = request.rejectedReason() == null ? "" : request.rejectedReason();
        if (json) {
            JsonObject partial = new JsonObject()
                    .put(rejectedField(signal), Integer.toString(request.rejected()))
                    .put("errorMessage", reason);
            return answer(
                    true,
                    200,
                    new JsonObject().put("partialSuccess", partial).toBuffer().getBytes());
        }
        // All three responses have the same shape: 1 = partial_success { 1 = rejected, 2 = error_message }.
        byte[] partial = message(out -> {
            out.writeInt64(1, request.rejected());
            out.writeString(2, reason);
        });
        return answer(false, 200, message(out -> out.writeByteArray(1, partial)));
    }

    private static String rejectedField(OtlpSignal signal) {
        return switch (signal) {
            case LOGS -> "rejectedLogRecords";
            case TRACES -> "rejectedSpans";
            case METRICS -> "rejectedDataPoints";
        };
    }

    private Response failed(boolean json, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        meters.counter("elevenfold.requests.failed").increment();
        return Response.fromResponse(refusal(
                        json,
                        503,
                        "the events could not be recorded, send them again: "
                                + cause.getClass().getSimpleName()))
                .header(HttpHeaders.RETRY_AFTER, 2)
                .build();
    }

    /** google.rpc.Status, as the specification asks for every 4xx and 5xx; 2 = message. */
    private static Response refusal(boolean json, int status, @Nullable String reason) {
        String text = reason == null ? "" : reason;
        byte[] body = json
                ? new JsonObject().put("message", text).toBuffer().getBytes()
                : message(out -> out.writeString(2, text));
        return answer(json, status, body);
    }

    private static Response answer(boolean json, int status, byte[] body) {
        return Response.status(status)
                .type(json ? OtlpDecoder.JSON : OtlpDecoder.PROTOBUF)
                .entity(body)
                .build();
    }

    private static byte[] message(MessageWriter writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            writer.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String mediaType(@Nullable String header) {
        if (header == null) {
            return "";
        }
        int end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    @FunctionalInterface
    private interface MessageWriter {
        void write(CodedOutputStream out) throws IOException;
    }
}
