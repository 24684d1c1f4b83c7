package io.elevenfold.detection.correlation;

import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The steps of a sequence: rules that are hit one after another, and between two of them what must not be hit.
 *
 * @param steps at least two
 */
record Steps(List<Step> steps) {

    private static final int MOST = 16;

    Steps {
        steps = List.copyOf(steps);
    }

    /**
     * @param rule whose hit is the step
     * @param absent rules of which none is hit after the step before and before this one
     */
    record Step(String rule, List<String> absent) {

        Step {
            absent = List.copyOf(absent);
        }
    }

    /** @param resolve from a place and a rule's name to the rule's id; throws when there is none */
    static Steps read(ContentNode list, BiFunction<ContentNode, String, String> resolve) {
        List<Step> steps = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (ContentNode item : list.items()) {
            if (item.isMapping()) {
                ContentNode without = item.onlyKeys("without").required("without");
                if (steps.isEmpty()) {
                    throw item.wrong("a sequence starts with a step: an absence lies between two");
                }
                for (ContentNode rule : without.isList() ? without.items() : List.of(without)) {
                    absent.add(resolve.apply(rule, rule.text()));
                }
            } else {
                steps.add(new Step(resolve.apply(item, item.text()), absent));
                absent.clear();
            }
        }
        if (!absent.isEmpty()) {
            throw list.wrong("a sequence ends with a step: that something did not happen is told by what came instead");
        }
        if (steps.size() < 2 || steps.size() > MOST) {
            throw list.wrong("a sequence has 2 to %d steps".formatted(MOST));
        }
        return new Steps(steps);
    }

    /** Everything that must be heard of, absent ones included. */
    List<String> rules() {
        return steps.stream()
                .flatMap(step -> Stream.concat(Stream.of(step.rule()), step.absent().stream()))
                .distinct()
                .toList();
    }

    /**
     * Whether the steps were gone through in order.
     *
     * @param hits by their times
     * @param added the last step must be one of these or a later one
     */
    boolean within(List<Hit> hits, List<Hit> added) {
        if (steps.stream()
                .noneMatch(step -> added.stream().anyMatch(hit -> step.rule().equals(hit.rule())))) {
            return false;
        }
        // Of all places for a step the latest leaves the least room for what must be absent, so one is enough.
        boolean[] reached = new boolean[steps.size()];
        Arrays.fill(reached, false);
        boolean late = false;
        for (Hit hit : hits) {
            late |= added.contains(hit);
            for (int i = 1; i < steps.size(); i++) {
                if (steps.get(i).absent().contains(hit.rule())) {
                    reached[i - 1] = false;
                }
            }
            for (int i = steps.size() - 1; i >= 0; i--) {
                if (steps.get(i).rule().equals(hit.rule()) && (i == 0 || reached[i - 1])) {
                    reached[i] = true;
                    if (late && i == steps.size() - 1) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
