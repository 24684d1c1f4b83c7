package io.elevenfold.detection.taint;

import io.elevenfold.activity.Taint;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an event says about its session, worked out on its full content.
 *
 * @param adds the taints that it sets
 * @param read fingerprints of secrets that came in with it
 * @param shown fingerprints of what looks like a secret in what the agent does
 * @param conditionals rules that hold for it if the session is in the right state
 */
public record Told(List<Added> adds, Set<Long> read, Set<Long> shown, List<Conditional> conditionals) {

    public static final Told NOTHING = new Told(List.of(), Set.of(), Set.of(), List.of());

    public Told {
        adds = List.copyOf(adds);
        read = Set.copyOf(read);
        shown = Set.copyOf(shown);
        conditionals = List.copyOf(conditionals);
    }

    /** @param rule that said so */
    public record Added(Taint taint, Duration lasts, String rule) {}

    public Set<Taint> taints() {
        return adds.stream().map(Added::taint).collect(Collectors.toSet());
    }

    /** Whether neither the session is changed nor asked for. */
    public boolean isSilent() {
        return adds.isEmpty() && read.isEmpty() && conditionals.isEmpty();
    }

    /** The same, with other values of the rules that hold. */
    public Told with(List<Conditional> others) {
        return new Told(adds, read, shown, others);
    }
}
