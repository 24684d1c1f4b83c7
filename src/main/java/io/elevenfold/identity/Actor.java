package io.elevenfold.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who acts.
 *
 * @param name what the audit trail shows: the name of an account, {@code token:<name>}, or {@code system}
 * @param personId null for tokens, for the service itself, and for an account that belongs to nobody we know
 */
public record Actor(String name, @Nullable UUID personId) {

    /** What happens by itself, on a schedule. */
    public static final Actor SYSTEM = new Actor("system", null);
}
