package io.elevenfold.policy.document;

import java.util.List;

/**
 * What is read at a time.
 *
 * @param number from 1
 * @param heading empty when the text begins without one
 */
public record Section(int number, String heading, List<Block> blocks) {

    public Section {
        blocks = List.copyOf(blocks);
    }
}
