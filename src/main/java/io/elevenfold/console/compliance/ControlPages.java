package io.elevenfold.console.compliance;

import io.elevenfold.compliance.Compliance;
import io.elevenfold.compliance.ControlDetail;
import io.elevenfold.compliance.ControlStatus;
import io.elevenfold.compliance.Controls;
import io.elevenfold.console.Asked;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.framework.Layer;
import io.elevenfold.identity.May;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/controls")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class ControlPages {

    private final Compliance compliance;
    private final FrameworkCatalog frameworks;

    ControlPages(Compliance compliance, FrameworkCatalog frameworks) {
        this.compliance = compliance;
        this.frameworks = frameworks;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(
            @QueryParam("layer") @Nullable String layer,
            @QueryParam("status") @Nullable String status,
            @QueryParam("q") @Nullable String text,
            @QueryParam("as_of") @Nullable String asOf) {
        Integer asked = Asked.layer(layer);
        Controls controls = compliance.controls(asked, Asked.status(status), Asked.moment(asOf));
        String wanted = Asked.orEmpty(text).strip().toLowerCase(Locale.ROOT);
        return Templates.controls(
                new Controls(
                        controls.asOf(),
                        controls.coverage(),
                        controls.summary(),
                        controls.items().stream()
                                .filter(control -> (control.id() + " " + control.title())
                                        .toLowerCase(Locale.ROOT)
                                        .contains(wanted))
                                .toList()),
                new Filter(
                        Asked.orEmpty(text),
                        asked == null ? 0 : asked,
                        Asked.orEmpty(status),
                        Asked.day(asOf),
                        frameworks.layers(),
                        Stream.of(ControlStatus.values())
                                .map(ControlStatus::word)
                                .toList()));
    }

    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public TemplateInstance one(String id, @QueryParam("as_of") @Nullable String asOf) {
        ControlDetail detail = compliance.control(id, Asked.moment(asOf));
        return Templates.control(
                detail,
                frameworks.layer(detail.control().layer()),
                detail.mappings().entrySet().stream()
                        .map(entry -> new Mapped(entry.getKey().label(), entry.getValue()))
                        .toList(),
                Asked.day(asOf));
    }

    /** What the list was narrowed to, and what it can be narrowed to; layer 0 is any. */
    public record Filter(
            String text, int layer, String status, String asOf, List<Layer> layers, List<String> statuses) {}

    /** Where a control leads in one family of frameworks; empty where nothing maps truthfully. */
    public record Mapped(String family, List<ControlDetail.MappedTo> requirements) {}

    @CheckedTemplate(basePath = "compliance")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance controls(Controls controls, Filter filter);

        static native TemplateInstance control(ControlDetail detail, Layer layer, List<Mapped> families, String asOf);
    }
}
