package io.elevenfold.console.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.console.Asked;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.RuleExplanations;
import io.elevenfold.identity.May;
import io.elevenfold.platform.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class ExplainPages {

    private static final int LONGEST_EVENT = 200_000;

    private final RuleExplanations explanations;
    private final RuleCatalog catalog;
    private final ObjectMapper mapper;

    ExplainPages(RuleExplanations explanations, RuleCatalog catalog, ObjectMapper mapper) {
        this.explanations = explanations;
        this.catalog = catalog;
        this.mapper = mapper;
    }

    @GET
    @Path("rules/explain")
    @Operation(hidden = true)
    public TemplateInstance ask(
            @QueryParam("rule") @Nullable String rule, @QueryParam("activity") @Nullable String activity) {
        boolean whole = Asked.orNull(rule) != null && Asked.orNull(activity) != null;
        return page(rule, activity, null, null, whole);
    }

    @POST
    @Path("rules/explain")
    @Operation(hidden = true)
    public TemplateInstance answer(
            @FormParam("rule") @Nullable String rule,
            @FormParam("activity") @Nullable String activity,
            @FormParam("yaml") @Nullable String yaml,
            @FormParam("event") @Nullable String event) {
        return page(rule, activity, yaml, event, true);
    }

    private TemplateInstance page(
            @Nullable String rule,
            @Nullable String activity,
            @Nullable String yaml,
            @Nullable String event,
            boolean explain) {
        RuleExplanations.Answer answer = null;
        String wrong = null;
        if (explain) {
            try {
                answer = explanations.explain(new RuleExplanations.Question(
                        Asked.orNull(rule), Asked.orNull(yaml), Asked.orNull(activity), event(event)));
            } catch (ProblemException e) {
                wrong = e.getMessage();
            }
        }
        List<Rule> rules = catalog.rules().stream()
                .sorted(Comparator.comparing(Rule::title))
                .toList();
        return Templates.explain(new ExplainPage(
                rules,
                Asked.orEmpty(rule),
                Asked.orEmpty(activity),
                Asked.orEmpty(yaml),
                Asked.orEmpty(event),
                wrong,
                answer,
                answer == null ? List.of() : StepLine.of(answer.steps())));
    }

    private @Nullable Map<String, Object> event(@Nullable String json) {
        if (json == null || json.isBlank()) {
            return null;
        }
        if (json.length() > LONGEST_EVENT) {
            throw ProblemException.invalid("event: at most %d characters are expected".formatted(LONGEST_EVENT));
        }
        try {
            return mapper.readValue(json, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw ProblemException.invalid("event: a JSON object is expected");
        }
    }

    /**
     * @param wrong what is wrong with the question; null when nothing is
     * @param answer null when nothing was asked yet
     */
    record ExplainPage(
            List<Rule> rules,
            String rule,
            String activity,
            String yaml,
            String event,
            @Nullable String wrong,
            RuleExplanations.@Nullable Answer answer,
            List<StepLine> lines) {

        /** Whether the rule holds: {@code yes}, {@code no}, {@code open}. */
        public String state() {
            return lines.isEmpty() ? "open" : lines.get(0).state();
        }
    }

    @CheckedTemplate(basePath = "rule")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance explain(ExplainPage page);
    }
}
