package io.elevenfold.pipeline;

import java.util.Arrays;

/** A SHA-256 that can be looked up. */
record Digest(byte[] bytes) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
