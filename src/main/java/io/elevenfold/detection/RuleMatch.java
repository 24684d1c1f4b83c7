package io.elevenfold.detection;

import java.util.Map;

/**
 * A rule held for an event.
 *
 * @param matchedFields field to the piece of its value that made the rule hold, each a few hundred characters at most;
 *     taken from the full event, so whoever stores it applies redaction and capture mode first
 */
public record RuleMatch(Rule rule, Map<String, String> matchedFields) {

    public RuleMatch {
        matchedFields = Map.copyOf(matchedFields);
    }
}
