package io.elevenfold.framework;

/**
 * One of the eleven layers of security.
 *
 * @param number 1 to 11
 * @param summary one sentence on what the layer achieves
 * @param target the score, above 0 and at most 1, below which the layer counts as below target
 */
public record Layer(int number, String name, String summary, double target) {

    /** How many layers there are. */
    public static final int COUNT = 11;

    public Layer {
        if (number < 1 || number > COUNT) {
            throw new IllegalArgumentException("not a layer: " + number);
        }
    }
}
