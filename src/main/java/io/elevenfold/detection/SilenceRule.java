package io.elevenfold.detection;

import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/**
 * An endpoint declares an agent that speaks, and nothing has been heard of it. Whoever keeps the time asks {@link
 * #isDeclared} for each agent of each report, and raises when the last activity is older than {@link #after()}.
 */
public final class SilenceRule {

    private static final Duration SHORTEST = Duration.ofHours(1);

    private final Rule rule;
    private final Duration after;
    private final Declaration declared;
    private final List<RuleTest> tests;

    private SilenceRule(Rule rule, Duration after, Declaration declared, List<RuleTest> tests) {
        this.rule = rule;
        this.after = after;
        this.declared = declared;
        this.tests = tests;
    }

    static SilenceRule read(ContentNode document) {
        return new SilenceRule(
                ContradictionRule.metadata(document),
                duration(document.required("silence")),
                Declaration.compile(document.required("declared")),
                RuleTest.in(document, true, false));
    }

    private static Duration duration(ContentNode node) {
        try {
            Duration duration = Duration.parse(node.text());
            if (duration.compareTo(SHORTEST) >= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw new ContentException(node.location(), "expected a duration like PT24H", e);
        }
        throw node.wrong("a silence shorter than %s says nothing".formatted(SHORTEST));
    }

    public Rule rule() {
        return rule;
    }

    /** How long nothing must have been heard. */
    public Duration after() {
        return after;
    }

    /**
     * Whether this agent is one that ought to be heard.
     *
     * @param agent an entry of the report's {@code agents}
     */
    public boolean isDeclared(Map<String, ?> report, Map<String, ?> agent) {
        return declared.holds(report, agent, Map.of());
    }

    /** How often the declared part could not be computed since the start. */
    public long errors() {
        return declared.errors();
    }

    public List<RuleTest> tests() {
        return tests;
    }

    /** The product name that events of a report's agent carry: for asking when it was last heard. */
    public static String productOf(Map<String, ?> agent) {
        return AgentNames.inEvents(String.valueOf(agent.get("id")));
    }
}
