package io.elevenfold.console.compliance;

import io.elevenfold.compliance.Compliance;
import io.elevenfold.compliance.Coverage;
import io.elevenfold.compliance.FrameworkDetail;
import io.elevenfold.compliance.FrameworkView;
import io.elevenfold.compliance.Frameworks;
import io.elevenfold.compliance.RequirementView;
import io.elevenfold.console.Asked;
import io.elevenfold.console.Export;
import io.elevenfold.console.Links;
import io.elevenfold.framework.Family;
import io.elevenfold.framework.Requirement;
import io.elevenfold.identity.May;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/frameworks")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class FrameworkPages {

    private static final List<String> COLUMNS = List.of("id", "parent", "title", "status", "controls");

    private final Compliance compliance;
    private final Export export;

    FrameworkPages(Compliance compliance, Export export) {
        this.compliance = compliance;
        this.export = export;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance all(@QueryParam("as_of") @Nullable String asOf) {
        Frameworks frameworks = compliance.frameworks(Asked.moment(asOf));
        List<FamilyGroup> families = Stream.of(Family.values())
                .map(family -> new FamilyGroup(
                        family.label(),
                        frameworks.items().stream()
                                .filter(framework -> framework.family() == family)
                                .toList()))
                .filter(family -> !family.frameworks().isEmpty())
                .toList();
        return Templates.frameworks(new All(frameworks.asOf(), frameworks.coverage(), families), Asked.day(asOf));
    }

    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public TemplateInstance one(
            String id, @QueryParam("version") @Nullable String version, @QueryParam("as_of") @Nullable String asOf) {
        FrameworkDetail detail = compliance.framework(id, Asked.orNull(version), Asked.moment(asOf));
        return Templates.framework(detail, TreeRow.of(detail.requirements()), Asked.day(asOf));
    }

    @GET
    @Path("/{id}/export.csv")
    @Operation(hidden = true)
    public Response csv(
            String id, @QueryParam("version") @Nullable String version, @QueryParam("as_of") @Nullable String asOf) {
        FrameworkDetail detail = compliance.framework(id, Asked.orNull(version), Asked.moment(asOf));
        return export.csv(
                about(detail),
                COLUMNS,
                detail.requirements().stream().map(FrameworkPages::cells).toList());
    }

    @GET
    @Path("/{id}/export.json")
    @Operation(hidden = true)
    public Response json(
            String id, @QueryParam("version") @Nullable String version, @QueryParam("as_of") @Nullable String asOf) {
        FrameworkDetail detail = compliance.framework(id, Asked.orNull(version), Asked.moment(asOf));
        return export.json(about(detail), detail.requirements());
    }

    private static Export.About about(FrameworkDetail detail) {
        return new Export.About(
                detail.framework().id(),
                Links.query().with("version", detail.framework().version()).toString(),
                detail.asOf(),
                true);
    }

    /** A heading has no status: it asks for nothing itself. */
    private static List<@Nullable Object> cells(RequirementView requirement) {
        boolean isHeading = requirement.kind() == Requirement.Kind.GROUP;
        return Arrays.asList(
                requirement.id(),
                requirement.parent(),
                requirement.title(),
                isHeading ? null : requirement.status().word(),
                requirement.mappings().stream()
                        .map(mapping -> "%s %s %s"
                                .formatted(
                                        mapping.control(),
                                        mapping.relationship().word(),
                                        mapping.status().word()))
                        .collect(Collectors.joining("; ")));
    }

    /** @param coverage the endpoints that the figures speak for */
    public record All(Instant asOf, Coverage coverage, List<FamilyGroup> families) {}

    /** The frameworks of one owner. */
    public record FamilyGroup(String label, List<FrameworkView> frameworks) {}

    @CheckedTemplate(basePath = "compliance")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance frameworks(All page, String asOf);

        static native TemplateInstance framework(FrameworkDetail detail, List<TreeRow> rows, String asOf);
    }
}
