package io.elevenfold.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a valid token says.
 *
 * @param role only for an API token
 * @param sender whom a machine speaks for
 */
record TokenIdentity(UUID id, TokenKind kind, String name, @Nullable Role role, Sender sender) {

    /** The word that annotations ask for. */
    String roleWord() {
        return role != null ? role.word() : kind.word();
    }
}
