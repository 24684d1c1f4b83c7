package io.elevenfold.console.evidence;

import io.elevenfold.evidence.bundle.EvidencePackage;
import io.elevenfold.evidence.bundle.EvidencePackages;
import io.elevenfold.framework.Framework;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.platform.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Packages for auditors: ask, see how far they are, take them away. */
@Path("/evidence")
@RolesAllowed(May.SEE_AUDIT_TRAIL)
@Blocking
class EvidencePages {

    private static final int USUAL_MONTHS = 3;

    private final EvidencePackages packages;
    private final FrameworkCatalog frameworks;
    private final CurrentActor actor;
    private final SecurityIdentity identity;
    private final Clock clock;

    EvidencePages(
            EvidencePackages packages,
            FrameworkCatalog frameworks,
            CurrentActor actor,
            SecurityIdentity identity,
            Clock clock) {
        this.packages = packages;
        this.frameworks = frameworks;
        this.actor = actor;
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * What the page shows.
     *
     * @param from the day that the form begins with
     * @param to the last day of the form's period
     * @param mayDiscloseContent whether the form offers contents
     */
    record Page(
            List<EvidencePackage> packages,
            List<Framework> frameworks,
            LocalDate from,
            LocalDate to,
            boolean mayDiscloseContent,
            boolean mayDelete) {

        public boolean isWorking() {
            return packages.stream().anyMatch(EvidencePackage::isUnderWay);
        }
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance all() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Templates.packages(new Page(
                packages.newest(),
                frameworks.frameworks(),
                today.minusMonths(USUAL_MONTHS),
                today,
                identity.hasRole(May.GOVERN),
                identity.hasRole(May.ADMINISTER)));
    }

    @POST
    @Operation(hidden = true)
    public Response request(
            @FormParam("from") @Nullable String from,
            @FormParam("to") @Nullable String to,
            @FormParam("framework") @Nullable String framework,
            @FormParam("disclosed") List<String> disclosed) {
        String[] edition = framework == null || framework.isEmpty() ? new String[0] : framework.split(" ", 2);
        packages.request(
                actor.get(),
                new EvidencePackages.Request(
                        beginOf(from, "from", 0),
                        beginOf(to, "to", 1),
                        edition.length == 2 ? edition[0] : null,
                        edition.length == 2 ? edition[1] : null,
                        disclosed,
                        null),
                identity.hasRole(May.GOVERN));
        return Response.seeOther(URI.create("/evidence")).build();
    }

    static Instant beginOf(@Nullable String day, String name, int daysLater) {
        try {
            return LocalDate.parse(day == null ? "" : day)
                    .plusDays(daysLater)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalid(name + ": a day is expected, for example 2026-03-31");
        }
    }

    @GET
    @Path("/{id}/file")
    @Operation(hidden = true)
    public Response file(UUID id) {
        java.nio.file.Path file = packages.download(actor.get(), id);
        return Response.ok(file.toFile())
                .header("Content-Type", "application/zip")
                .header("Content-Disposition", "attachment; filename=\"elevenfold-evidence-%s.zip\"".formatted(id))
                .build();
    }

    @POST
    @Path("/{id}/deletion")
    @RolesAllowed(May.ADMINISTER)
    @Operation(hidden = true)
    public Response delete(UUID id) {
        packages.delete(actor.get(), id);
        return Response.seeOther(URI.create("/evidence")).build();
    }

    @CheckedTemplate(basePath = "evidence")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance packages(Page page);
    }
}
