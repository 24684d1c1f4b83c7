package io.elevenfold.identity;

import org.jspecify.annotations.Nullable;

/**
 * A person as the directory tells.
 *
 * @param id the directory's own
 * @param email null for an account without an address, as machines have
 * @param zone time zone; null when none is named
 * @param present false once the account is switched off or gone
 * @param manager user name or address of who leads them; null when nobody is named
 */
record DirectoryPerson(
        String id,
        String username,
        @Nullable String email,
        String name,
        Role role,
        @Nullable String team,
        @Nullable String manager,
        @Nullable String zone,
        boolean present) {

    /** Somebody whom the directory does not know any more. */
    static DirectoryPerson gone(String id) {
        return new DirectoryPerson(id, "", null, "", Role.DEVELOPER, null, null, null, false);
    }
}
