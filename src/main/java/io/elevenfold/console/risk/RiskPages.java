package io.elevenfold.console.risk;

import io.elevenfold.console.Asked;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.risk.AssetWeight;
import io.elevenfold.detection.risk.AssetWeights;
import io.elevenfold.detection.risk.EntityKind;
import io.elevenfold.detection.risk.Proof;
import io.elevenfold.detection.risk.RiskDetail;
import io.elevenfold.detection.risk.RiskScore;
import io.elevenfold.detection.risk.RiskView;
import io.elevenfold.detection.risk.Risks;
import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
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
    private final AssetWeights weights;
    private final CurrentActor actor;
    private final String rule;

    RiskPages(Risks risks, AssetWeights weights, CurrentActor actor, RuleCatalog catalog) {
        this.risks = risks;
        this.weights = weights;
        this.actor = actor;
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
        EntityKind of = EntityKind.of(kind);
        RiskDetail risk = risks.of(of, id, null);
        List<AssetWeight> changes = of.isAsset() ? weights.changes(of, id) : List.of();
        return Templates.entity(new EntityPage(
                risk,
                risk.terms().stream().map(term -> line(of, id, term)).toList(),
                of.isAsset(),
                of == EntityKind.ENDPOINT ? id.toString() : risk.name(),
                changes.isEmpty() ? "1.0" : changes.get(0).word(),
                changes,
                factors()));
    }

    private static Line line(EntityKind kind, UUID id, RiskScore.Term term) {
        Proof proof = term.proof();
        return new Line(
                term,
                ProofLink.of(kind, id, proof.reference(), proof.sessionKey(), proof.from(), proof.to()),
                proof.from() != null);
    }

    @GET
    @Path("/weights")
    @Operation(hidden = true)
    public TemplateInstance weights() {
        return Templates.weights(new WeightsPage(
                weights.all(),
                weights.changes(),
                Arrays.stream(EntityKind.values())
                        .filter(EntityKind::isAsset)
                        .map(EntityKind::word)
                        .toList(),
                factors()));
    }

    @POST
    @Path("/weights")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response weigh(
            @FormParam("kind") @Nullable String kind,
            @FormParam("name") @Nullable String name,
            @FormParam("factor") @Nullable String factor,
            @FormParam("reason") @Nullable String reason) {
        weights.set(actor.get(), kind, name, number(factor), reason);
        return Response.seeOther(URI.create("/risk/weights")).build();
    }

    private static List<String> factors() {
        return AssetWeight.FACTORS.stream().map(String::valueOf).toList();
    }

    private static @Nullable Double number(@Nullable String text) {
        try {
            return text == null ? null : Double.valueOf(text);
        } catch (NumberFormatException none) {
            return null;
        }
    }

    /**
     * @param kind the one that is shown; empty for all
     * @param rule the source of the findings about risk
     */
    record RiskList(List<RiskView> items, List<String> kinds, String kind, String rule) {}

    /**
     * @param lines the terms of the sum
     * @param weighable whether people say what is at stake
     * @param asset what they call it by
     * @param factor as it is weighed now
     * @param changes who said what is at stake, newest first
     */
    record EntityPage(
            RiskDetail risk,
            List<Line> lines,
            boolean weighable,
            String asset,
            String factor,
            List<AssetWeight> changes,
            List<String> factors) {}

    /**
     * @param href where its proof is shown; null outside sessions
     * @param ofHour whether all of an hour is the proof, and not one event
     */
    record Line(RiskScore.Term term, @Nullable String href, boolean ofHour) {}

    record WeightsPage(List<AssetWeight> items, List<AssetWeight> changes, List<String> kinds, List<String> factors) {}

    @CheckedTemplate(basePath = "risk")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance list(RiskList page);

        static native TemplateInstance entity(EntityPage page);

        static native TemplateInstance weights(WeightsPage page);
    }
}
