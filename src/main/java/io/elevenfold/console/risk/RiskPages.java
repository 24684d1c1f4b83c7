package io.elevenfold.console.risk;

import io.elevenfold.console.Asked;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.risk.EntityKind;
import io.elevenfold.detection.risk.RiskDetail;
import io.elevenfold.detection.risk.RiskView;
import io.elevenfold.detection.risk.Risks;
import io.elevenfold.identity.May;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/risk")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class RiskPages {

    private final Risks risks;
    private final String rule;

    RiskPages(Risks risks, RuleCatalog catalog) {
        this.risks = risks;
        this.rule = catalog.baselines().risk().rule().id();
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(@QueryParam("kind") @Nullable String kind) {
        String asked = Asked.orNull(kind);
        return Templates.list(new RiskList(
                risks.most(asked == null ? null : EntityKind.of(asked), null),
                Arrays.stream(EntityKind.values()).map(EntityKind::word).toList(),
                Asked.orEmpty(kind),
                rule));
    }

    @GET
    @Path("/{kind}/{id}")
    @Operation(hidden = true)
    public TemplateInstance one(String kind, UUID id) {
        return Templates.entity(risks.of(EntityKind.of(kind), id, null));
    }

    /**
     * @param kind the one that is shown; empty for all
     * @param rule the source of the findings about risk
     */
    record RiskList(List<RiskView> items, List<String> kinds, String kind, String rule) {}

    @CheckedTemplate(basePath = "risk")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance list(RiskList page);

        static native TemplateInstance entity(RiskDetail page);
    }
}
