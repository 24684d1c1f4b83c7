package io.elevenfold.console.posture;

import io.elevenfold.identity.May;
import io.elevenfold.posture.check.Check;
import io.elevenfold.posture.check.CheckCatalog;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;

@Path("/checks")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class CheckPages {

    private final CheckCatalog checks;

    CheckPages(CheckCatalog checks) {
        this.checks = checks;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance all() {
        return Templates.checks(checks.checks().stream()
                .map(check -> new Row(check, check.severity().name().toLowerCase(Locale.ROOT)))
                .toList());
    }

    /** A check with the word of its severity. */
    public record Row(Check check, String severity) {}

    @CheckedTemplate(basePath = "posture")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance checks(List<Row> rows);
    }
}
