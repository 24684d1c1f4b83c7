package io.elevenfold.platform.secret;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether a literal that was found belongs to a secret. The time it takes is bounded by a constant, or by the
 * length of the secret that it found: no text makes it look far in vain.
 */
@FunctionalInterface
interface Shape {

    /**
     * @param start where the literal begins
     * @param end behind its last character
     * @return the characters to hide, or null when this is no secret
     */
    @Nullable
    Span match(String text, int start, int end);
}
