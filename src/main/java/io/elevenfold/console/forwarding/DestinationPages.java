package io.elevenfold.console.forwarding;

import io.elevenfold.forwarding.DeadLetter;
import io.elevenfold.forwarding.DeliveryReceipt;
import io.elevenfold.forwarding.DestinationView;
import io.elevenfold.forwarding.Destinations;
import io.elevenfold.forwarding.Trials;
import io.elevenfold.identity.Actor;
import io.elevenfold.identity.May;
import io.elevenfold.platform.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/settings/destinations")
@RolesAllowed(May.ADMINISTER)
@Blocking
class DestinationPages {

    private static final int PREVIEWED = 3;

    private final Destinations destinations;
    private final Trials trials;
    private final SecurityIdentity identity;

    DestinationPages(Destinations destinations, Trials trials, SecurityIdentity identity) {
        this.destinations = destinations;
        this.trials = trials;
        this.identity = identity;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list() {
        return Templates.list(destinations.all());
    }

    @GET
    @Path("/new")
    @Operation(hidden = true)
    public TemplateInstance blank() {
        return Templates.edit(DestinationForm.empty(), "/settings/destinations", true, false, null);
    }

    /** Answers with the form as it was filled in, but for the secrets. */
    @POST
    @Path("/previews")
    @Operation(hidden = true)
    public TemplateInstance preview(@BeanParam DestinationForm form) {
        return Templates.edit(form, "/settings/destinations", true, false, form.preview(trials, PREVIEWED));
    }

    @POST
    @Path("/{id}/previews")
    @Operation(hidden = true)
    public TemplateInstance preview(UUID id, @BeanParam DestinationForm form) {
        return Templates.edit(
                form, changes(id), false, destinations.withId(id).hasSecret(), form.preview(trials, PREVIEWED));
    }

    private static String changes(UUID id) {
        return "/settings/destinations/" + id + "/changes";
    }

    @POST
    @Operation(hidden = true)
    public Response make(@BeanParam DestinationForm form, @FormParam("from") @Nullable String from) {
        DestinationView made = destinations.make(form.draft(0), "beginning".equals(from), actor());
        return to(made.id());
    }

    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public TemplateInstance one(UUID id) {
        return page(id, null);
    }

    @GET
    @Path("/{id}/edit")
    @Operation(hidden = true)
    public TemplateInstance edit(UUID id) {
        DestinationView view = destinations.withId(id);
        return Templates.edit(DestinationForm.of(view), changes(id), false, view.hasSecret(), null);
    }

    @POST
    @Path("/{id}/changes")
    @Operation(hidden = true)
    public Response change(UUID id, @BeanParam DestinationForm form) {
        destinations.change(id, form.draft(destinations.withId(id).maxRecordBytes()), actor());
        return to(id);
    }

    @POST
    @Path("/{id}/moves")
    @Operation(hidden = true)
    public Response move(UUID id, @FormParam("to") @Nullable String to) {
        switch (String.valueOf(to)) {
            case "paused" -> destinations.pause(id, true, actor());
            case "running" -> destinations.pause(id, false, actor());
            case "removed" -> {
                destinations.remove(id, actor());
                return Response.seeOther(URI.create("/settings/destinations")).build();
            }
            default -> throw ProblemException.invalid("to: paused, running or removed is expected");
        }
        return to(id);
    }

    /** Answers with the page and no redirect: it shows what the receiver said. */
    @POST
    @Path("/{id}/tests")
    @Operation(hidden = true)
    public TemplateInstance test(UUID id) {
        return page(id, trials.test(id));
    }

    @POST
    @Path("/{id}/resends")
    @Operation(hidden = true)
    public Response resend(UUID id) {
        trials.resend(id);
        return to(id);
    }

    @POST
    @Path("/{id}/replays")
    @Operation(hidden = true)
    public Response replay(UUID id, @FormParam("from") @Nullable String from) {
        destinations.replay(id, instant(from), actor());
        return to(id);
    }

    private static Instant instant(@Nullable String from) {
        try {
            return LocalDateTime.parse(String.valueOf(from)).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw ProblemException.invalid("from: a day and time in UTC is expected");
        }
    }

    private TemplateInstance page(UUID id, Trials.@Nullable Outcome outcome) {
        return Templates.detail(
                destinations.withId(id),
                destinations.deadLetters(id),
                destinations.receipts(id),
                trials.preview(id, PREVIEWED),
                outcome);
    }

    private Actor actor() {
        return new Actor(identity.getPrincipal().getName(), null);
    }

    private static Response to(UUID id) {
        return Response.seeOther(URI.create("/settings/destinations/" + id)).build();
    }

    @CheckedTemplate(basePath = "forwarding")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance list(List<DestinationView> destinations);

        /** @param preview null unless it was asked for */
        static native TemplateInstance edit(
                DestinationForm form,
                String action,
                boolean isNew,
                boolean hasSecret,
                Trials.@Nullable Preview preview);

        /** @param outcome of a test that was made just now */
        static native TemplateInstance detail(
                DestinationView destination,
                List<DeadLetter> letters,
                List<DeliveryReceipt> receipts,
                Trials.Preview preview,
                Trials.@Nullable Outcome outcome);
    }
}
