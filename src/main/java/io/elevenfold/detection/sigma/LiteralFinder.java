package io.elevenfold.detection.sigma;

/** Finds which of many words stand in a text. */
interface LiteralFinder {

    /** @param found gets a bit for each word that stands somewhere */
    void find(String text, long[] found);
}
