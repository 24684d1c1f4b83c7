package io.elevenfold.evidence.engagement;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.elevenfold.evidence.bundle.Populations;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sample of a population, drawn for a control.
 *
 * @param population name of the list, as in a package, or {@code activity}
 * @param test the check, rule or policy whose rows alone are the population; null for all rows
 * @param rows of the population
 * @param sha256 of the population as JSON Lines; of the snapshot for events
 * @param snapshot positions and tree heads that cover the events; null for lists
 * @param asOf when it was read
 * @param method how the seed chose: {@code counter}, see {@link Draw}
 * @param sampleSize what was asked for
 * @param items rows that were drawn; fewer when the population has fewer
 * @param concluded of these, those with a conclusion
 */
public record Sample(
        UUID id,
        String control,
        String population,
        @Nullable String test,
        long rows,
        String sha256,
        @Nullable String snapshot,
        Instant asOf,
        String seed,
        String method,
        int sampleSize,
        String drawnBy,
        int items,
        int concluded,
        int deviating) {

    @JsonIgnore
    public boolean isOfEvents() {
        return population.equals(Populations.ACTIVITY);
    }

    /** Draws it again with what every system has: {@code sh}, {@code sha256sum} and {@code cut}. */
    @JsonIgnore
    public String drawnAgain() {
        return """
                seed='%s'; rows=%d; size=%d; k=0; n=0; seen=' '
                while [ $n -lt $size ]; do
                  h=$(printf '%%s:%%d' "$seed" $k | sha256sum | cut -c1-15); r=$((0x$h %% rows)); k=$((k+1))
                  case $seen in *" $r "*) ;; *) echo $r; seen="$seen$r "; n=$((n+1));; esac
                done"""
                .formatted(seed.replace("'", "'\\''"), rows, items);
    }

    /** Makes the population's hash again from the files of a package over the engagement. */
    @JsonIgnore
    public String hashedAgain() {
        if (isOfEvents()) {
            return "jq -r 'select(.id == \"%s\") | .snapshot' engagement/samples.jsonl | head -c -1 | sha256sum"
                    .formatted(id);
        }
        String file = "tables/%s.jsonl".formatted(population);
        return test == null
                ? "sha256sum " + file
                : "jq -R -r 'select(fromjson | .%s == \"%s\")' %s | sha256sum"
                        .formatted(Populations.memberOfTest(population).orElse(""), test, file);
    }
}
