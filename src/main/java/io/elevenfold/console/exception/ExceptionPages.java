package io.elevenfold.console.exception;

import io.elevenfold.compliance.exception.Breadth;
import io.elevenfold.compliance.exception.ExceptionView;
import io.elevenfold.compliance.exception.Exceptions;
import io.elevenfold.compliance.exception.Hidden;
import io.elevenfold.console.Asked;
import io.elevenfold.finding.FindingView;
import io.elevenfold.finding.Findings;
import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.CurrentSight;
import io.elevenfold.identity.May;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/exceptions")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class ExceptionPages {

    private static final int SHOWN = 50;
    private static final Period USUAL = Period.ofDays(30);
    private static final Period LONGEST = Period.ofDays(365);

    private final Exceptions exceptions;
    private final Findings findings;
    private final CurrentActor actor;
    private final CurrentSight sight;
    private final Clock clock;

    ExceptionPages(Exceptions exceptions, Findings findings, CurrentActor actor, CurrentSight sight, Clock clock) {
        this.exceptions = exceptions;
        this.findings = findings;
        this.actor = actor;
        this.sight = sight;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance all(@QueryParam("after") @Nullable String after) {
        return Templates.exceptions(exceptions.newest(SHOWN, after));
    }

    @GET
    @Path("/new")
    @RolesAllowed(May.LOOK)
    @Operation(hidden = true)
    public TemplateInstance ask(
            @QueryParam("finding") @Nullable String finding,
            @QueryParam("breadth") @Nullable String breadth,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("expires") @Nullable String expires) {
        UUID id = Asked.id("finding", finding);
        if (id == null) {
            throw ProblemException.invalid("finding: the id of a finding is expected");
        }
        Breadth wide = Breadth.of(breadth);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Templates.ask(new AskPage(
                findings.withId(id),
                wide.word(),
                sight.get().everything(),
                Asked.orEmpty(reason),
                expires == null ? today.plus(USUAL).toString() : day(expires).toString(),
                today.plusDays(1).toString(),
                today.plus(LONGEST).toString(),
                exceptions.preview(id, wide)));
    }

    @POST
    @RolesAllowed(May.LOOK)
    @Operation(hidden = true)
    public Response request(
            @FormParam("finding") @Nullable String finding,
            @FormParam("breadth") @Nullable String breadth,
            @FormParam("reason") @Nullable String reason,
            @FormParam("expires") @Nullable String expires) {
        UUID id = Asked.id("finding", finding);
        if (id == null) {
            throw ProblemException.invalid("finding: the id of a finding is expected");
        }
        Instant end = day(expires).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        ExceptionView asked = exceptions.request(actor.get(), id, Breadth.of(breadth), reason, end);
        // Who sees a part only goes back to the finding, which tells what was asked for.
        return to(sight.get().everything() ? "/exceptions/" + asked.id() : "/findings/" + id);
    }

    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public TemplateInstance one(UUID id) {
        ExceptionView exception = exceptions.withId(id);
        return Templates.exception(exception, exceptions.hidden(exception));
    }

    @POST
    @Path("/{id}/decision")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response decide(UUID id, @FormParam("to") @Nullable String to, @FormParam("note") @Nullable String note) {
        String decision = Asked.orEmpty(to);
        if (!decision.equals("approve") && !decision.equals("reject")) {
            throw ProblemException.invalid("to: approve or reject is expected");
        }
        exceptions.decide(
                actor.get(), id, decision.equals("approve"), note == null || note.isBlank() ? null : note.strip());
        return to("/exceptions/" + id);
    }

    @POST
    @Path("/{id}/end")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response end(UUID id) {
        exceptions.withdraw(actor.get(), id);
        return to("/exceptions/" + id);
    }

    private static LocalDate day(@Nullable String text) {
        try {
            return LocalDate.parse(Asked.orEmpty(text));
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid("expires: a day is expected, as 2027-03-31");
        }
    }

    private static Response to(String path) {
        return Response.seeOther(URI.create(path)).build();
    }

    /**
     * @param everything whether the person may ask for all endpoints
     * @param hides what it would cover
     */
    record AskPage(
            FindingView finding,
            String breadth,
            boolean everything,
            String reason,
            String expires,
            String earliest,
            String latest,
            Hidden hides) {}

    @CheckedTemplate(basePath = "exception")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance exceptions(Page<ExceptionView> page);

        static native TemplateInstance ask(AskPage page);

        static native TemplateInstance exception(ExceptionView exception, Hidden hides);
    }
}
