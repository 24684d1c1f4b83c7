package io.elevenfold.console.compliance;

import io.elevenfold.compliance.Compliance;
import io.elevenfold.compliance.ControlDetail;
import io.elevenfold.compliance.ControlStatus;
import io.elevenfold.compliance.ControlView;
import io.elevenfold.compliance.Controls;
import io.elevenfold.console.Asked;
import io.elevenfold.console.Export;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.framework.Layer;
import io.elevenfold.identity.May;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/controls")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class ControlPages {

    private static final List<String> COLUMNS = List.of(
            "id",
            "layer",
            "title",
            "status",
            "gravest",
            "pass",
            "fail",
            "not_applicable",
            "error",
            "not_checked",
            "excepted",
            "pending",
            "open_findings");

    private final Compliance compliance;
    private final FrameworkCatalog frameworks;
    private final Export export;

    ControlPages(Compliance compliance, FrameworkCatalog frameworks, Export export) {
        this.compliance = compliance;
        this.frameworks = frameworks;
        this.export = export;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(@BeanParam ControlQuery query) {
        return Templates.controls(
                matching(query),
                new Filter(
                        Asked.orEmpty(query.text),
                        query.number(),
                        Asked.orEmpty(query.status),
                        query.links().toString(),
                        frameworks.layers(),
                        Stream.of(ControlStatus.values())
                                .map(ControlStatus::word)
                                .toList()),
                Asked.day(query.asOf));
    }

    @GET
    @Path("/export.csv")
    @Operation(hidden = true)
    public Response csv(@BeanParam ControlQuery query) {
        Controls controls = matching(query);
        return export.csv(
                about(query, controls),
                COLUMNS,
                controls.items().stream().map(ControlPages::cells).toList());
    }

    @GET
    @Path("/export.json")
    @Operation(hidden = true)
    public Response json(@BeanParam ControlQuery query) {
        Controls controls = matching(query);
        return export.json(about(query, controls), controls.items());
    }

    private static Export.About about(ControlQuery query, Controls controls) {
        return new Export.About("controls", query.links().toString(), controls.asOf(), true);
    }

    private static List<@Nullable Object> cells(ControlView control) {
        return Arrays.asList(
                control.id(),
                control.layer(),
                control.title(),
                control.status().word(),
                control.worst(),
                control.results().pass(),
                control.results().fail(),
                control.results().notApplicable(),
                control.results().error(),
                control.results().notChecked(),
                control.results().excepted(),
                control.results().pending(),
                control.openFindings());
    }

    private Controls matching(ControlQuery query) {
        return query.narrow(
                compliance.controls(Asked.layer(query.layer), Asked.status(query.status), Asked.moment(query.asOf)));
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

    /**
     * What the list was narrowed to, and what it can be narrowed to; layer 0 is any.
     *
     * @param query all of it, for exports; empty when nothing was narrowed
     */
    public record Filter(
            String text, int layer, String status, String query, List<Layer> layers, List<String> statuses) {}

    /** Where a control leads in one family of frameworks; empty where nothing maps truthfully. */
    public record Mapped(String family, List<ControlDetail.MappedTo> requirements) {}

    @CheckedTemplate(basePath = "compliance")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance controls(Controls controls, Filter filter, String asOf);

        static native TemplateInstance control(ControlDetail detail, Layer layer, List<Mapped> families, String asOf);
    }
}
