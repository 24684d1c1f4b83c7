package io.elevenfold.detection.taint;

import io.elevenfold.activity.Taint;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a session had been through when an event happened.
 *
 * @param secretRepeated whether the event holds a piece of a secret that came into the session before
 */
public record Carried(Set<Taint> taints, boolean secretRepeated) {

    /** A session of which nothing is known. */
    public static final Carried NOTHING = new Carried(Set.of(), false);

    private static final int TAINTS = Taint.values().length;

    /** Every state that a session can be in, by its {@link #number}. */
    static final List<Carried> ALL =
            IntStream.range(0, 1 << (TAINTS + 1)).mapToObj(Carried::of).toList();

    public Carried {
        taints = Set.copyOf(taints);
    }

    private static Carried of(int number) {
        Set<Taint> taints = EnumSet.noneOf(Taint.class);
        for (Taint taint : Taint.values()) {
            if ((number & 1 << taint.ordinal()) != 0) {
                taints.add(taint);
            }
        }
        return new Carried(taints, (number & 1 << TAINTS) != 0);
    }

    int number() {
        int number = secretRepeated ? 1 << TAINTS : 0;
        for (Taint taint : taints) {
            number |= 1 << taint.ordinal();
        }
        return number;
    }
}
