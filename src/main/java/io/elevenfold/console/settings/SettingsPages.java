package io.elevenfold.console.settings;

import io.elevenfold.framework.Framework;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.identity.May;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

@Path("/settings")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class SettingsPages {

    private final FrameworkCatalog frameworks;
    private final String version;
    private final String captureMode;

    SettingsPages(
            FrameworkCatalog frameworks,
            @ConfigProperty(name = "quarkus.application.version") String version,
            @ConfigProperty(name = "elevenfold.capture-mode", defaultValue = "standard") String captureMode) {
        this.frameworks = frameworks;
        this.version = version;
        this.captureMode = captureMode;
    }

    @GET
    @Operation(hidden = true)
    public Response settings() {
        return Response.seeOther(URI.create("/settings/about")).build();
    }

    @GET
    @Path("/about")
    @Operation(hidden = true)
    public TemplateInstance about() {
        return Templates.about(version, captureMode, frameworks.frameworks());
    }

    @CheckedTemplate(basePath = "settings")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance about(String version, String captureMode, List<Framework> frameworks);
    }
}
