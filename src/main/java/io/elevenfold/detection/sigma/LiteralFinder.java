package io.elevenfold.detection.sigma;

/** Finds where any of many literals stands in a text, in loose folding ({@link Folding#loose}). */
interface LiteralFinder {

    /** Hears of every place, at least once for each literal that stands somewhere. */
    interface Listener {

        /**
         * @param word which of the literals; of a long one perhaps only the beginning
         * @param from where it begins
         */
        void found(int word, String text, int from, long[] found);
    }

    void find(String text, long[] found);
}
