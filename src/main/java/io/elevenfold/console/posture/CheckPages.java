package io.elevenfold.console.posture;

import io.elevenfold.console.Prose;
import io.elevenfold.finding.FindingFilter;
import io.elevenfold.finding.FindingView;
import io.elevenfold.finding.Findings;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.framework.Layer;
import io.elevenfold.identity.May;
import io.elevenfold.platform.ProblemException;
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
@RolesAllowed(May.LOOK)
@Blocking
class CheckPages {

    private static final int BESIDE = 20;

    private final CheckCatalog checks;
    private final FrameworkCatalog frameworks;
    private final Findings findings;

    CheckPages(CheckCatalog checks, FrameworkCatalog frameworks, Findings findings) {
        this.checks = checks;
        this.frameworks = frameworks;
        this.findings = findings;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance all() {
        return Templates.checks(
                checks.checks().size(),
                frameworks.layers().stream()
                        .map(layer -> new LayerChecks(
                                layer,
                                checks.checks().stream()
                                        .filter(check -> check.layer() == layer.number())
                                        .map(CheckPages::row)
                                        .toList()))
                        .filter(layer -> !layer.checks().isEmpty())
                        .toList());
    }

    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public TemplateInstance one(String id) {
        Check check = checks.find(id).orElseThrow(() -> ProblemException.notFound("No check has this id"));
        FindingFilter open =
                new FindingFilter(List.of("active"), List.of(), List.of(), List.of(), id, null, null, null, null, null);
        return Templates.check(new CheckDetail(
                row(check),
                frameworks.layer(check.layer()),
                Prose.of(check.why()),
                Prose.of(check.remediation()),
                findings.count(open),
                findings.queue(open, BESIDE, null).items()));
    }

    private static Row row(Check check) {
        return new Row(check, check.severity().name().toLowerCase(Locale.ROOT));
    }

    /** A check with the word of its severity. */
    public record Row(Check check, String severity) {}

    /** What is tested for one layer. */
    public record LayerChecks(Layer layer, List<Row> checks) {}

    /**
     * One check with all that one needs to understand it.
     *
     * @param open how many findings it has open; counting stops at 10,001
     * @param findings the worst of them
     */
    public record CheckDetail(
            Row row, Layer layer, Prose why, Prose remediation, long open, List<FindingView> findings) {}

    @CheckedTemplate(basePath = "posture")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance checks(int total, List<LayerChecks> layers);

        static native TemplateInstance check(CheckDetail page);
    }
}
