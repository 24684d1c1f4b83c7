package io.elevenfold.ingest.normalise;

import java.util.List;

/**
 * What an agent's word for a decision means.
 *
 * @param outcome {@code allow deny ask modify abort timeout}
 * @param source {@code human policy hook reviewer auto unknown}
 * @param scope how far it reaches; empty when the word does not say
 * @param candidates the possible sources when the word is ambiguous
 */
public record Decision(String outcome, String source, String scope, List<String> candidates) {

    static final Decision ASKED = new Decision("ask", "", "", List.of());

    static Decision of(String outcome, String source) {
        return new Decision(outcome, source, "", List.of());
    }
}
