package io.elevenfold.detection.taint;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.activity.Taint;
import io.elevenfold.detection.ActivityReading;
import io.elevenfold.detection.RuleMatch;
import io.elevenfold.detection.TaintSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Works out what an event says about its session. May be used by many threads at once. */
public final class Listening {

    /** What the agent does, and where a secret could leave with it. */
    private static final Set<String> ACTS =
            Set.of("shell_exec", "network", "mcp_call", "tool_call", "file_write", "vcs_change", "subagent");

    private final Fingerprints fingerprints;

    public Listening(Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
    }

    /**
     * @param event in full
     * @param matches the rules that hold for it by itself
     */
    public Told to(ActivityReading event, List<RuleMatch> matches, SessionRules rules) {
        List<Told.Added> adds = new ArrayList<>();
        for (RuleMatch match : matches) {
            TaintSource taint = match.rule().taint();
            if (taint != null) {
                adds.add(
                        new Told.Added(taint.adds(), taint.lasts(), match.rule().id()));
            }
        }
        Set<Taint> taints = adds.stream().map(Told.Added::taint).collect(Collectors.toSet());
        event.adds(taints);
        List<Conditional> conditionals = rules.evaluate(event);
        return new Told(
                adds,
                taints.contains(Taint.SENSITIVE_READ)
                        ? fingerprints.of(event.activity().get(Field.GEN_AI_TOOL_CALL_RESULT))
                        : Set.of(),
                conditionals.isEmpty() ? Set.of() : shown(event.activity()),
                conditionals);
    }

    private Set<Long> shown(Activity event) {
        String action = event.text(Field.EVENT_ACTION);
        if (action == null || !ACTS.contains(action)) {
            return Set.of();
        }
        List<Object> texts = new ArrayList<>();
        for (Field field : List.of(Field.PROCESS_COMMAND_LINE, Field.URL_FULL, Field.GEN_AI_TOOL_CALL_ARGUMENTS)) {
            Object value = event.get(field);
            if (value != null) {
                texts.add(value);
            }
        }
        return fingerprints.of(texts);
    }
}
