package io.elevenfold.console.finding;

import io.elevenfold.console.Pairs;
import io.elevenfold.console.risk.ProofLink;
import io.elevenfold.detection.risk.EntityKind;
import io.elevenfold.detection.risk.Proof;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One term of the sum that a finding about risk is raised for, as it was kept with the finding.
 *
 * @param text how much, from what
 * @param normal what is usual; null for a rule's hit, as the next two
 * @param stake what was at stake; null for nothing in particular
 * @param href where its proof is shown; null when it is not kept
 */
public record RiskTerm(
        String text,
        @Nullable String normal,
        @Nullable String seen,
        @Nullable String unusual,
        @Nullable String stake,
        @Nullable String href) {

    private static final String TERM = "risk.term.";
    private static final String ENTITY = "risk.entity";
    private static final String ENTITY_ID = ENTITY + ".id";

    /** Whether it belongs to a term, or only leads somewhere. */
    static boolean isPart(Pairs.Pair pair) {
        return pair.name().startsWith(TERM) || pair.name().equals(ENTITY_ID);
    }

    /** The largest first; none for other findings. */
    static List<RiskTerm> among(Pairs pairs) {
        Map<String, Map<String, String>> byNumber = new TreeMap<>();
        Map<String, String> all = new HashMap<>();
        for (Pairs.Pair pair : pairs.items()) {
            all.put(pair.name(), pair.value());
            if (pair.name().startsWith(TERM)) {
                String[] parts = pair.name().substring(TERM.length()).split("\\.", 2);
                byNumber.computeIfAbsent(parts[0], unseen -> new HashMap<>())
                        .put(parts.length == 1 ? "" : parts[1], pair.value());
            }
        }
        List<RiskTerm> terms = new ArrayList<>();
        for (Map<String, String> term : byNumber.values()) {
            terms.add(new RiskTerm(
                    term.getOrDefault("", ""),
                    term.get("normal"),
                    term.get("seen"),
                    term.get("unusual"),
                    term.get("stake"),
                    href(all, term)));
        }
        return terms;
    }

    private static @Nullable String href(Map<String, String> all, Map<String, String> term) {
        String id = all.get(ENTITY_ID);
        String session = term.get("session");
        return id == null
                ? null
                : ProofLink.of(
                        EntityKind.of(all.getOrDefault(ENTITY, "").replace(' ', '_')),
                        UUID.fromString(id),
                        term.getOrDefault("proof", ""),
                        session == null ? null : UUID.fromString(session),
                        Proof.moment(term.get("from")),
                        Proof.moment(term.get("to")));
    }
}
