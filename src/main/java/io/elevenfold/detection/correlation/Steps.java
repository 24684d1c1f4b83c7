package io.elevenfold.detection.correlation;

import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a sequence: rules that are hit one after another, and between two of them what must not be hit.
 *
 * @param steps at least two
 */
record Steps(List<Step> steps) {

    private static final int MOST = 16;
    private static final int MOST_WITH_REPETITIONS = 100;

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
        List<ContentNode> items = list.items();
        for (ContentNode item : items) {
            if (item.isMapping() && item.optional("times").isPresent()) {
                steps.addAll(repeated(item, absent, resolve));
                absent.clear();
            } else if (item.isMapping()) {
                if (steps.isEmpty()) {
                    throw item.wrong("a sequence starts with a step: an absence lies between two");
                }
                absent.addAll(rules(item.onlyKeys("without").required("without"), resolve));
            } else {
                steps.add(new Step(resolve.apply(item, item.text()), absent));
                absent.clear();
            }
        }
        if (!absent.isEmpty()) {
            throw list.wrong("a sequence ends with a step: that something did not happen is told by what came instead");
        }
        if (steps.size() < 2 || items.size() > MOST || steps.size() > MOST_WITH_REPETITIONS) {
            throw list.wrong(
                    "a sequence has 2 to %d steps, %d with what is repeated".formatted(MOST, MOST_WITH_REPETITIONS));
        }
        return new Steps(steps);
    }

    /** The same rule hit several times, each time without something since the time before. */
    private static List<Step> repeated(
            ContentNode item, List<String> absent, BiFunction<ContentNode, String, String> resolve) {
        item.onlyKeys("of", "times", "without");
        ContentNode of = item.required("of");
        String rule = resolve.apply(of, of.text());
        int times = item.required("times").number();
        if (times < 2 || times > MOST_WITH_REPETITIONS) {
            throw item.required("times").wrong("expected a number from 2 to %d".formatted(MOST_WITH_REPETITIONS));
        }
        List<String> between =
                item.optional("without").map(node -> rules(node, resolve)).orElse(List.of());
        List<Step> steps = new ArrayList<>(List.of(new Step(rule, absent)));
        steps.addAll(Collections.nCopies(times - 1, new Step(rule, between)));
        return steps;
    }

    private static List<String> rules(ContentNode node, BiFunction<ContentNode, String, String> resolve) {
        return (node.isList() ? node.items() : List.of(node))
                .stream().map(rule -> resolve.apply(rule, rule.text())).toList();
    }

    /** Everything that must be heard of, absent ones included. */
    List<String> rules() {
        return steps.stream()
                .flatMap(step -> Stream.concat(Stream.of(step.rule()), step.absent().stream()))
                .distinct()
                .toList();
    }

    /**
     * The hits by which the steps were gone through in order; empty when they were not.
     *
     * @param hits by their times
     * @param added the last step must be one of these or a later one
     */
    List<Hit> within(List<Hit> hits, List<Hit> added) {
        if (steps.stream()
                .noneMatch(step -> added.stream().anyMatch(hit -> step.rule().equals(hit.rule())))) {
            return List.of();
        }
        // Of all places for a step the latest leaves the least room for what must be absent, so one is enough.
        @Nullable Way[] reached = new Way[steps.size()];
        boolean late = false;
        for (Hit hit : hits) {
            late |= added.contains(hit);
            for (int i = 1; i < steps.size(); i++) {
                if (steps.get(i).absent().contains(hit.rule())) {
                    reached[i - 1] = null;
                }
            }
            for (int i = steps.size() - 1; i >= 0; i--) {
                Way before = i == 0 ? null : reached[i - 1];
                if (steps.get(i).rule().equals(hit.rule()) && (i == 0 || before != null)) {
                    reached[i] = new Way(hit, before);
                    if (late && i == steps.size() - 1) {
                        return reached[i].hits();
                    }
                }
            }
        }
        return List.of();
    }

    /** How a step was reached. */
    private record Way(Hit hit, @Nullable Way before) {

        List<Hit> hits() {
            LinkedList<Hit> hits = new LinkedList<>();
            for (Way way = this; way != null; way = way.before()) {
                hits.addFirst(way.hit());
            }
            return hits;
        }
    }
}
