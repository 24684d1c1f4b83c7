package io.elevenfold.compliance;

import java.time.Instant;
import java.util.List;

/**
 * All eleven layers at a moment.
 *
 * @param asOf the moment; for the present, when the figures were read
 * @param belowTarget how many layers have a score below their target
 * @param assessed how many layers have a score at all
 * @param items by number
 */
public record Layers(Instant asOf, Coverage coverage, long belowTarget, long assessed, List<LayerView> items) {

    public Layers {
        items = List.copyOf(items);
    }

    static Layers of(Picture picture) {
        List<LayerView> layers = picture.layers();
        return new Layers(
                picture.at(),
                picture.snapshot().coverage(),
                layers.stream()
                        .filter(layer -> Boolean.TRUE.equals(layer.belowTarget()))
                        .count(),
                layers.stream().filter(layer -> layer.score() != null).count(),
                layers);
    }
}
