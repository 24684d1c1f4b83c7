package io.elevenfold.console.rule;

import io.elevenfold.detection.tuning.ImportReport;
import io.elevenfold.detection.tuning.RuleImports;
import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.Uploaded;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

@Path("/")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class ImportPages {

    private final RuleImports imports;
    private final CurrentActor actor;

    ImportPages(RuleImports imports, CurrentActor actor) {
        this.imports = imports;
        this.actor = actor;
    }

    @GET
    @Path("rules/imports")
    @Operation(hidden = true)
    public TemplateInstance all() {
        return Templates.imports(imports.newest());
    }

    @POST
    @Path("rules/imports")
    @RolesAllowed(May.GOVERN)
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_FORM_URLENCODED})
    @Operation(hidden = true)
    public Response handIn(@RestForm("file") @Nullable FileUpload file) throws IOException {
        Uploaded uploaded = Uploaded.of(file);
        ImportReport report = imports.handIn(actor.get(), uploaded.name(), uploaded.content());
        return to("/rules/imports/" + report.id());
    }

    @GET
    @Path("rules/imports/{id}")
    @Operation(hidden = true)
    public TemplateInstance one(UUID id) {
        ImportReport report = imports.report(id);
        long fresh = report.good().stream().filter(each -> each.version() > 0).count();
        return Templates.imported(
                report,
                fresh,
                RefusedFor.byReason(report.refused(), false),
                RefusedFor.byReason(report.refused(), true));
    }

    @POST
    @Path("rules/imports/{id}/taking")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response take(UUID id, @FormParam("enabled") @Nullable String enabled) {
        imports.take(actor.get(), id, "true".equals(enabled));
        return to("/rules/imports/" + id);
    }

    @GET
    @Path("rules/{id}/sigma.yml")
    @Operation(hidden = true)
    public Response sigma(String id) {
        String yaml = imports.export(id).orElseThrow(() -> ProblemException.notFound("No rule has this id"));
        String name = id.replaceAll("[^A-Za-z0-9-]", "_");
        return Response.ok(yaml, "application/yaml; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"%s.yml\"".formatted(name))
                .build();
    }

    private static Response to(String path) {
        return Response.seeOther(URI.create(path)).build();
    }

    @CheckedTemplate(basePath = "rule")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance imports(List<ImportReport> reports);

        static native TemplateInstance imported(
                ImportReport report, long fresh, List<RefusedFor> wrong, List<RefusedFor> unseen);
    }
}
