package io.elevenfold.detection.taint;

import io.elevenfold.detection.Rule;
import java.util.Map;

/**
 * A rule that holds for an event if its session is in one of several states.
 *
 * @param states one bit for each of {@link Carried#ALL}
 * @param matched fields that made it match, and their values
 */
public record Conditional(Rule rule, int states, Map<String, Object> matched) {

    public Conditional {
        matched = Map.copyOf(matched);
    }

    public boolean holdsIn(Carried session) {
        return (states >> session.number() & 1) != 0;
    }

    /** The same, with the values that may be stored. */
    public Conditional with(Map<String, Object> protectedValues) {
        return new Conditional(rule, states, protectedValues);
    }
}
