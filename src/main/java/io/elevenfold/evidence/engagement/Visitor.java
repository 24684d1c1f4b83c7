package io.elevenfold.evidence.engagement;

import io.elevenfold.identity.Actor;

/**
 * Who comes into the auditor's room.
 *
 * @param isExternal enters only where they are assigned, and in time
 * @param mayAdmit admits external auditors
 */
public record Visitor(Actor actor, boolean isExternal, boolean mayAdmit) {

    /** Whoever is of the house opens engagements. */
    public boolean mayOpen() {
        return !isExternal;
    }

    /** Somebody of the house, who enters every engagement. */
    public static Visitor ofTheHouse(Actor actor) {
        return new Visitor(actor, false, true);
    }
}
