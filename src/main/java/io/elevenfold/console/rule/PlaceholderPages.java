package io.elevenfold.console.rule;

import io.elevenfold.console.Asked;
import io.elevenfold.detection.tuning.Placeholder;
import io.elevenfold.detection.tuning.PlaceholderValues;
import io.elevenfold.detection.tuning.RuleChange;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class PlaceholderPages {

    private static final int CHANGES = 5;

    private final PlaceholderValues placeholders;
    private final CurrentActor actor;

    PlaceholderPages(PlaceholderValues placeholders, CurrentActor actor) {
        this.placeholders = placeholders;
        this.actor = actor;
    }

    @GET
    @Path("rules/placeholders")
    @Operation(hidden = true)
    public TemplateInstance all(@QueryParam("name") @Nullable String name) {
        List<Line> lines = placeholders.all().stream()
                .map(each -> new Line(
                        each,
                        String.join("\n", each.values()),
                        placeholders.changes(each.name()).stream()
                                .limit(CHANGES)
                                .toList()))
                .toList();
        Line asked = lines.stream()
                .filter(line -> line.placeholder().name().equals(name))
                .findFirst()
                .orElse(null);
        return Templates.placeholders(new PlaceholderPage(
                lines, asked == null ? "" : asked.placeholder().name(), asked == null ? "" : asked.text()));
    }

    @POST
    @Path("rules/placeholders")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response set(
            @FormParam("name") @Nullable String name,
            @FormParam("values") @Nullable String values,
            @FormParam("reason") @Nullable String reason) {
        placeholders.set(
                actor.get(), Asked.orEmpty(name), Asked.orEmpty(values).lines().toList(), reason);
        return Response.seeOther(URI.create("/rules/placeholders")).build();
    }

    /** @param text the values, one a line */
    record Line(Placeholder placeholder, String text, List<RuleChange> changes) {}

    /** @param name of the one that is to be changed; empty for a new one */
    record PlaceholderPage(List<Line> lines, String name, String text) {}

    @CheckedTemplate(basePath = "rule")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance placeholders(PlaceholderPage page);
    }
}
