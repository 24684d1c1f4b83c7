package io.elevenfold.console.compliance;

import io.elevenfold.compliance.Compliance;
import io.elevenfold.compliance.ControlView;
import io.elevenfold.compliance.LayerView;
import io.elevenfold.compliance.Layers;
import io.elevenfold.console.Asked;
import io.elevenfold.identity.May;
import io.elevenfold.platform.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/layers")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class LayerPages {

    private final Compliance compliance;

    LayerPages(Compliance compliance) {
        this.compliance = compliance;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance all(@QueryParam("as_of") @Nullable String asOf) {
        return Templates.layers(compliance.layers(Asked.moment(asOf)), Asked.day(asOf));
    }

    @GET
    @Path("/{number}")
    @Operation(hidden = true)
    public TemplateInstance one(String number, @QueryParam("as_of") @Nullable String asOf) {
        Instant moment = Asked.moment(asOf);
        LayerView layer = compliance.layers(moment).items().stream()
                .filter(candidate -> String.valueOf(candidate.number()).equals(number))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("No layer has this number"));
        List<ControlView> controls = compliance.controls(layer.number(), null, moment).items().stream()
                .sorted(ControlView.WORST_FIRST)
                .toList();
        return Templates.layer(layer, controls, Asked.day(asOf));
    }

    @CheckedTemplate(basePath = "compliance")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance layers(Layers layers, String asOf);

        static native TemplateInstance layer(LayerView layer, List<ControlView> controls, String asOf);
    }
}
