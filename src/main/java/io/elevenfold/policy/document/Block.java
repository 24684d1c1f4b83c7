package io.elevenfold.policy.document;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A part of a document.
 *
 * @param kind {@code h}, {@code p}, {@code pre}, {@code hr}, {@code ul}, {@code ol}, {@code li}, {@code quote},
 *     {@code table}, {@code row}, {@code head} or {@code cell}
 * @param runs what it says itself
 * @param children what stands inside: items, rows, cells, quoted blocks
 */
public record Block(String kind, List<Run> runs, List<Block> children) {

    public Block {
        runs = List.copyOf(runs);
        children = List.copyOf(children);
    }

    /** What it says, without looks and without what stands inside. */
    public String text() {
        return runs.stream().map(Run::text).collect(Collectors.joining());
    }
}
