package io.elevenfold.console.compliance;

import io.elevenfold.compliance.Compliance;
import io.elevenfold.compliance.FrameworkDetail;
import io.elevenfold.compliance.Frameworks;
import io.elevenfold.console.Asked;
import io.elevenfold.identity.May;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/frameworks")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class FrameworkPages {

    private final Compliance compliance;

    FrameworkPages(Compliance compliance) {
        this.compliance = compliance;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance all(@QueryParam("as_of") @Nullable String asOf) {
        return Templates.frameworks(compliance.frameworks(Asked.moment(asOf)), Asked.day(asOf));
    }

    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public TemplateInstance one(
            String id, @QueryParam("version") @Nullable String version, @QueryParam("as_of") @Nullable String asOf) {
        String edition = Asked.orEmpty(version).isBlank() ? null : version;
        FrameworkDetail detail = compliance.framework(id, edition, Asked.moment(asOf));
        return Templates.framework(detail, TreeRow.of(detail.requirements()), Asked.day(asOf));
    }

    @CheckedTemplate(basePath = "compliance")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance frameworks(Frameworks frameworks, String asOf);

        static native TemplateInstance framework(FrameworkDetail detail, List<TreeRow> rows, String asOf);
    }
}
