package io.elevenfold.ingest;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.identity.CurrentSender;
import io.elevenfold.identity.Roles;
import io.elevenfold.ingest.hook.HookAnswer;
import io.elevenfold.ingest.hook.HookAnswers;
import io.elevenfold.ingest.hook.HookNormaliser;
import io.elevenfold.ingest.otlp.DecodeLimits;
import io.elevenfold.ingest.otlp.MalformedPayloadException;
import io.elevenfold.pipeline.Delivery;
import io.elevenfold.pipeline.Lanes;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes what agents tell their hooks, and answers in each agent's own format that there is no objection. */
@Path("/api/v1/hooks/{agent}")
@Tag(name = "Doors")
@RolesAllowed({Roles.ENDPOINT, Roles.INGEST})
@Blocking
class HookResource {

    private final CurrentSender sender;
    private final Lanes lanes;
    private final IngestConfig config;
    private final HookNormaliser normaliser;

    HookResource(CurrentSender sender, Lanes lanes, IngestConfig config) {
        this.sender = sender;
        this.lanes = lanes;
        this.config = config;
        DecodeLimits defaults = DecodeLimits.defaults();
        this.normaliser = new HookNormaliser(new DecodeLimits(
                config.maxAttributes(),
                config.maxValueLength(),
                config.maxDepth(),
                defaults.maxElements(),
                config.maxRecords()));
    }

    @POST
    @Operation(summary = "A hook's payload; 'event' names it where the payload does not")
    public CompletionStage<Response> hook(
            String agent,
            @QueryParam("event") @Nullable String event,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
            byte[] raw) {
        return accept(agent, event, encoding, raw);
    }

    @POST
    @Path("/{event}")
    @Operation(summary = "A hook's payload, its event named by the path")
    public CompletionStage<Response> namedHook(
            String agent,
            String event,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
            byte[] raw) {
        return accept(agent, event, encoding, raw);
    }

    private CompletionStage<Response> accept(
            String agent, @Nullable String event, @Nullable String encoding, byte[] raw) {
        byte[] body = Body.read(raw, encoding, config);
        List<Activity> activities;
        try {
            activities = normaliser.normalise(agent, event, body);
        } catch (MalformedPayloadException e) {
            throw new ProblemException(ProblemType.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        String name = activities.isEmpty() ? event : activities.get(0).text(Field.HOOK_EVENT);
        HookAnswer answer = HookAnswers.noObjection(agent, name == null ? "" : name);
        String door = "/api/v1/hooks/" + agent + "/" + event;
        return lanes.submit(new Delivery(sender.get(), RequestDigest.of(sender.get(), door, body), activities))
                .thenApply(receipt ->
                        Response.ok(answer.body(), answer.contentType()).build());
    }
}
