package io.elevenfold.detection;

import io.elevenfold.detection.taint.SessionTaints;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.activity.Activities;
import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.detection.sigma.Detection;
import io.elevenfold.detection.sigma.DetectionParser;
import io.elevenfold.detection.sigma.Explanation;
import io.elevenfold.detection.sigma.FieldTable;
import io.elevenfold.detection.sigma.LogSource;
import io.elevenfold.detection.sigma.Placeholders;
import io.elevenfold.detection.sigma.SigmaFilter;
import io.elevenfold.detection.sigma.SigmaParser;
import io.elevenfold.detection.sigma.SigmaRule;
import io.elevenfold.detection.sigma.Step;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.platform.Sql;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule holds for an event, or does not, question by question. Nothing of it is computed while events arrive: the
 * rule is read and compiled anew for each answer.
 */
@ApplicationScoped
public class RuleExplanations {

    private static final int LONGEST_RULE = 100_000;
    private static final Pattern PLACE = Pattern.compile("(\\d{1,4})[/-](\\d{1,18})");

    private final RuleTexts texts;
    private final Activities activities;
    private final SessionTaints taints;
    private final Sql sql;
    private final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    RuleExplanations(RuleTexts texts, Activities activities, SessionTaints taints, Sql sql) {
        this.taints = taints;
        this.texts = texts;
        this.activities = activities;
        this.sql = sql;
    }

    /**
     * @param rule id, or title of a draft without one
     * @param holds null when one event cannot decide it: rules over several events, an endpoint that never reported
     * @param steps the log source and the detection; for a rule over several events, each rule that it joins
     */
    public record Answer(String rule, String title, @Nullable Boolean holds, Step steps) {}

    /** A question as it comes from outside: a rule or a draft, and an event that is stored or made up. */
    public record Question(
            @Nullable String rule,
            @Nullable String yaml,
            @Nullable String activity,
            @Nullable Map<String, Object> event) {}

    /** @throws ProblemException when the question names nothing, too much, or what does not exist */
    public Answer explain(Question question) {
        RuleTexts.Tuned rule = ruleOf(question);
        Answer written = explain(rule.yaml(), eventOf(question));
        return rule.enabled() && rule.exclusions().isEmpty() ? written : tuned(written, rule, eventOf(question));
    }

    /** What was made of the rule here is asked after the rule itself. */
    private static Answer tuned(Answer written, RuleTexts.Tuned rule, Activity event) {
        List<Step> parts = new ArrayList<>();
        if (!rule.enabled()) {
            parts.add(new Step("enabled", null, null, "enabled", false, List.of(), null, List.of()));
        }
        parts.add(written.steps());
        for (RuleTexts.Exclusion exclusion : rule.exclusions()) {
            Step inner = detection(exclusion.detection(), exclusion.block(), ActivityReading.of(event));
            parts.add(new Step(
                    "exclusion", null, null, exclusion.title(), inner.holds(), List.of(), null, List.of(inner)));
        }
        Step steps = Step.all("tuned", parts);
        return new Answer(written.rule(), written.title(), steps.holds(), steps);
    }

    private RuleTexts.Tuned ruleOf(Question question) {
        if (question.yaml() != null && !question.yaml().isBlank()) {
            if (question.yaml().length() > LONGEST_RULE) {
                throw ProblemException.invalid("yaml: at most %d characters are expected".formatted(LONGEST_RULE));
            }
            return new RuleTexts.Tuned(question.yaml(), true, List.of());
        }
        if (question.rule() == null || question.rule().isBlank()) {
            throw ProblemException.invalid("rule, yaml: the id of a rule or a draft is expected");
        }
        return texts.textOf(question.rule()).orElseThrow(() -> ProblemException.notFound("No rule has this id"));
    }

    private Activity eventOf(Question question) {
        if (question.event() != null && !question.event().isEmpty()) {
            return ActivityJson.read(question.event());
        }
        Matcher place = PLACE.matcher(question.activity() == null ? "" : question.activity());
        if (!place.matches()) {
            throw ProblemException.invalid("activity, event: a place in the ledger as 3/1024 or an event is expected");
        }
        return activities
                .at(Integer.parseInt(place.group(1)), Long.parseLong(place.group(2)))
                .map(activity -> ActivityJson.read(taints.asJudged(activity)))
                .orElseThrow(() -> ProblemException.notFound("No activity is at this place"));
    }

    /**
     * @param yaml one rule: Sigma, a correlation of shipped rules, or a contradiction
     * @throws ProblemException with line and reason when it is none
     */
    public Answer explain(String yaml, Activity event) {
        try {
            return explain(new RuleSources.Source("rule", yaml).document(), event);
        } catch (ContentException e) {
            throw new ProblemException(ProblemType.INVALID_FIELD, "" + e.getMessage());
        }
    }

    private Answer explain(ContentNode document, Activity event) {
        Map<String, ContentNode> keys = document.entries();
        Step steps = CorrelationRule.isOne(document)
                ? correlation(document, event)
                : keys.containsKey("declared")
                        ? contradiction(document, event)
                        : SigmaParser.isFilter(document) ? filter(document, event) : single(document, event);
        String title = document.text("title");
        return new Answer(Optional.ofNullable(document.textOrNull("id")).orElse(title), title, steps.holds(), steps);
    }

    /** A rule for a public log source is explained in the words in which it is asked of activities. */
    private Step single(ContentNode document, Activity event) {
        PublicSources.Mapped rule = asked(document);
        List<Step> parts = new ArrayList<>(logSource(rule.rule().logSource(), event));
        ActivityReading whole = ActivityReading.of(event);
        List<Step> answers = (rule.ofEachCommand() ? whole.commands() : List.of(whole))
                .stream()
                        .map(reading -> detection(rule.rule().detection(), document.required("detection"), reading))
                        .toList();
        answers.stream()
                .filter(answer -> Boolean.TRUE.equals(answer.holds()))
                .findFirst()
                .or(() -> answers.stream().findFirst())
                .or(() -> Optional.of(detection(rule.rule().detection(), document.required("detection"), whole)))
                .ifPresent(parts::add);
        return Step.all("rule", parts);
    }

    /** One whose log source we cannot show is read as it is: the answer says that the log source is another. */
    private PublicSources.Mapped asked(ContentNode document) {
        SigmaRule written = new SigmaParser(texts.known().placeholders()).parse(document);
        try {
            return RuleDocuments.rule(document, texts.known());
        } catch (ContentException notOurs) {
            return new PublicSources.Mapped(written, written.logSource(), false, Map.of());
        }
    }

    private Step filter(ContentNode document, Activity event) {
        SigmaFilter filter = RuleDraft.filter(document, texts.known());
        Step inner = detection(filter.detection(), filter.block(), ActivityReading.of(event));
        return new Step("exclusion", null, null, filter.title(), inner.holds(), List.of(), null, List.of(inner));
    }

    private static List<Step> logSource(LogSource source, Activity event) {
        List<Step> parts = new ArrayList<>();
        if (!RuleSet.PRODUCT.equals(source.product())) {
            parts.add(Step.of("product", "is " + source.product(), false, RuleSet.PRODUCT));
        }
        if (source.category() != null) {
            parts.add(same(Field.EVENT_ACTION, source.category(), event));
        }
        if (source.service() != null) {
            parts.add(same(Field.AGENT_PRODUCT, source.service(), event));
        }
        return parts;
    }

    private static Step same(Field field, String wanted, Activity event) {
        String seen = event.text(field);
        return Step.of(field.key(), "is " + wanted, wanted.equals(seen), seen);
    }

    private static Step detection(Detection detection, ContentNode block, ActivityReading event) {
        FieldTable table = new FieldTable();
        Explanation explanation = new Explanation(detection, block, table);
        return explanation.of(ActivityFields.of(table).read(event));
    }

    private Step contradiction(ContentNode document, Activity event) {
        List<Step> parts = new ArrayList<>();
        document.optional("observed").ifPresent(block -> {
            Detection observed = new DetectionParser(Placeholders.NONE).parse(block);
            parts.add(detection(observed, block, ActivityReading.of(event)));
        });
        ContentNode written = document.required("declared");
        Declaration declared = Declaration.compile(written);
        Boolean holds = report(event.text(Field.ENDPOINT_ID))
                .map(report -> declared.holds(
                        report, Declaration.agentIn(report, event.text(Field.AGENT_PRODUCT)), event.asMap()))
                .orElse(null);
        parts.add(new Step(
                "declared",
                null,
                null,
                written.text(),
                document.optional("observed").isEmpty() ? null : holds,
                List.of(),
                null,
                List.of()));
        return Step.all("contradiction", parts);
    }

    /** Which of the joined rules the event hits; whether the whole holds, one event cannot tell. */
    private Step correlation(ContentNode document, Activity event) {
        List<Step> parts = new ArrayList<>();
        for (String name : CorrelationRule.joinedBy(document)) {
            ContentNode joined = Optional.ofNullable(texts.known().resolve().apply(name))
                    .flatMap(texts::textOf)
                    .map(tuned -> new RuleSources.Source("rule", tuned.yaml()).document())
                    .orElse(null);
            Step inner = joined == null || CorrelationRule.isOne(joined) ? null : single(joined, event);
            parts.add(new Step(
                    "joined",
                    null,
                    null,
                    joined == null ? name : joined.text("title"),
                    inner == null ? null : inner.holds(),
                    List.of(),
                    null,
                    inner == null ? List.of() : List.of(inner)));
        }
        return new Step("correlation", null, null, "correlation", null, List.of(), null, parts);
    }

    @SuppressWarnings("unchecked")
    private Optional<Map<String, Object>> report(@Nullable String endpoint) {
        if (endpoint == null) {
            return Optional.empty();
        }
        try {
            return sql.first(
                    "select body from posture_report where endpoint_id = ? order by recorded_at desc limit 1",
                    row -> {
                        try {
                            return (Map<String, Object>) mapper.readValue(row.getString(1), Map.class);
                        } catch (JsonProcessingException e) {
                            throw new IllegalStateException("the database holds what is no JSON", e);
                        }
                    },
                    List.of(UUID.fromString(endpoint)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
