package io.elevenfold.identity;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a valid token says.
 *
 * @param role only for an API token
 * @param scopes null when nothing but the role limits it
 * @param sender whom a machine speaks for
 */
record TokenIdentity(
        UUID id, TokenKind kind, String name, @Nullable Role role, @Nullable Set<Scope> scopes, Sender sender) {

    /** The words that annotations ask for. */
    Set<String> words() {
        return role != null ? role.words() : Set.of(kind.word());
    }
}
