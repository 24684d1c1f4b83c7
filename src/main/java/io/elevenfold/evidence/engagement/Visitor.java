package io.elevenfold.evidence.engagement;

import io.elevenfold.identity.Actor;

/**
 * Who comes into the auditor's room.
 *
 * @param isExternal enters only where they are assigned, and in time
 * @param mayDecide opens engagements and admits auditors
 */
public record Visitor(Actor actor, boolean isExternal, boolean mayDecide) {

    /** Somebody of the house, who enters every engagement. */
    public static Visitor ofTheHouse(Actor actor) {
        return new Visitor(actor, false, true);
    }
}
