package io.elevenfold.forwarding;

import io.elevenfold.forwarding.format.Format;
import io.elevenfold.forwarding.transport.TransportKind;
import io.elevenfold.identity.Actor;
import io.elevenfold.identity.May;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1")
@Tag(name = "Forwarding")
@RolesAllowed(May.ADMINISTER)
@Blocking
class DestinationResource {

    private static final int MOST_PREVIEWED = 50;

    private final Destinations destinations;
    private final Trials trials;
    private final PullCursor pull;
    private final SecurityIdentity identity;

    DestinationResource(Destinations destinations, Trials trials, PullCursor pull, SecurityIdentity identity) {
        this.destinations = destinations;
        this.trials = trials;
        this.pull = pull;
        this.identity = identity;
    }

    @GET
    @Path("/destinations")
    @RolesAllowed(May.SEE_WHOLE)
    @Operation(summary = "Destinations by name, with lag and health, without their secrets")
    public Page<DestinationView> list() {
        return new Page<>(destinations.all(), null);
    }

    @GET
    @Path("/destinations/{id}")
    @RolesAllowed(May.SEE_WHOLE)
    @Operation(summary = "One destination")
    public DestinationView one(UUID id) {
        return destinations.withId(id);
    }

    @POST
    @Path("/destinations")
    @Operation(summary = "Make a destination; it begins at once")
    public Response make(@Nullable Wanted wanted) {
        if (wanted == null) {
            throw ProblemException.invalid("name: a destination is expected");
        }
        boolean fromBeginning = "beginning".equals(wanted.from());
        return Response.status(Response.Status.CREATED)
                .entity(destinations.make(wanted.draft(), fromBeginning, actor()))
                .build();
    }

    @PUT
    @Path("/destinations/{id}")
    @Operation(summary = "Change a destination; secrets that are not given stay")
    public DestinationView change(UUID id, @Nullable Wanted wanted) {
        if (wanted == null) {
            throw ProblemException.invalid("name: a destination is expected");
        }
        return destinations.change(id, wanted.draft(), actor());
    }

    @DELETE
    @Path("/destinations/{id}")
    @Operation(summary = "Remove a destination")
    public void remove(UUID id) {
        destinations.remove(id, actor());
    }

    @POST
    @Path("/destinations/{id}/pause")
    @Operation(summary = "Stop sending; nothing is lost")
    public DestinationView pause(UUID id) {
        return destinations.pause(id, true, actor());
    }

    @POST
    @Path("/destinations/{id}/resume")
    @Operation(summary = "Go on from where it stopped")
    public DestinationView resume(UUID id) {
        return destinations.pause(id, false, actor());
    }

    @POST
    @Path("/destinations/{id}/replay")
    @Operation(summary = "Send again what was recorded at or after 'from'; ids stay the same")
    public DestinationView replay(UUID id, @Nullable Replay replay) {
        if (replay == null || replay.from() == null) {
            throw ProblemException.invalid("from: a moment (2026-03-31T12:00:00Z) is expected");
        }
        return destinations.replay(id, instant(replay.from()), actor());
    }

    @POST
    @Path("/destinations/{id}/test")
    @Operation(summary = "Send a test event and tell the receiver's answer")
    public Trials.Outcome test(UUID id) {
        return trials.test(id);
    }

    @GET
    @Path("/destinations/{id}/preview")
    @Operation(summary = "The next records as they will be sent")
    public Trials.Preview preview(UUID id, @QueryParam("limit") @DefaultValue("10") int limit) {
        if (limit < 1 || limit > MOST_PREVIEWED) {
            throw ProblemException.invalid("limit: a number from 1 to %d is expected".formatted(MOST_PREVIEWED));
        }
        return trials.preview(id, limit);
    }

    @GET
    @Path("/destinations/{id}/dead-letters")
    @RolesAllowed(May.SEE_WHOLE)
    @Operation(summary = "Records that the receiver did not take, newest first")
    public Page<DeadLetter> deadLetters(UUID id) {
        return new Page<>(destinations.deadLetters(id), null);
    }

    @GET
    @Path("/destinations/{id}/receipts")
    @RolesAllowed(May.SEE_WHOLE)
    @Operation(summary = "What the receiver acknowledged, newest first: entries of the log of governance")
    public Page<DeliveryReceipt> receipts(UUID id) {
        return new Page<>(destinations.receipts(id), null);
    }

    @POST
    @Path("/destinations/{id}/dead-letters/resend")
    @Operation(summary = "Send dead letters once more, at most 100")
    public Map<String, Integer> resend(UUID id) {
        return Map.of("taken", trials.resend(id));
    }

    @GET
    @Path("/records")
    @RolesAllowed(May.SEE_AUDIT_TRAIL)
    @Operation(summary = "Every record in the ledger's order, for SIEMs that poll: give 'next' as 'after'")
    public PullCursor.Pulled records(
            @QueryParam("format") @DefaultValue("json") String format,
            @QueryParam("filter") @Nullable String filter,
            @QueryParam("redaction") @DefaultValue("content") String redaction,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @Nullable String after) {
        return pull.after(
                after,
                limit,
                word("format", Format.Name.class, format),
                word("redaction", Redaction.class, redaction),
                filter);
    }

    private Actor actor() {
        return new Actor(identity.getPrincipal().getName(), null);
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalid("from: a moment (2026-03-31T12:00:00Z) is expected");
        }
    }

    static <E extends Enum<E>> E word(String field, Class<E> type, @Nullable String word) {
        for (E each : type.getEnumConstants()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
                return each;
            }
        }
        List<String> words = java.util.Arrays.stream(type.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        throw ProblemException.invalid("%s: one of %s is expected".formatted(field, String.join(", ", words)));
    }

    record Replay(@Nullable String from) {}

    /** @param from beginning, or now (as without it): what of the past goes there */
    record Wanted(
            @Nullable String name,
            @Nullable String kind,
            @Nullable String address,
            @Nullable String format,
            @Nullable Map<String, String> options,
            @Nullable String filter,
            @Nullable String redaction,
            @Nullable Boolean samples,
            @Nullable Boolean receipts,
            @Nullable Boolean privateAllowed,
            @Nullable Integer maxRecordBytes,
            @Nullable String authorities,
            @Nullable String secret,
            @Nullable String clientCertificate,
            @Nullable String from) {

        DestinationDraft draft() {
            TransportKind transport = word("kind", TransportKind.class, kind);
            return new DestinationDraft(
                    name == null ? "" : name.strip(),
                    transport,
                    address == null ? "" : address.strip(),
                    word("format", Format.Name.class, format == null ? "json" : format),
                    options == null ? Map.of() : options,
                    filter == null || filter.isBlank() ? null : filter,
                    word("redaction", Redaction.class, redaction == null ? "content" : redaction),
                    Boolean.TRUE.equals(samples),
                    Boolean.TRUE.equals(receipts),
                    Boolean.TRUE.equals(privateAllowed),
                    maxRecordBytes == null ? transport.recordBytes() : maxRecordBytes,
                    blankIsNone(authorities),
                    blankIsNone(secret),
                    blankIsNone(clientCertificate));
        }

        private static @Nullable String blankIsNone(@Nullable String text) {
            return text == null || text.isBlank() ? null : text;
        }
    }
}
