package io.elevenfold.console.me;

import io.elevenfold.console.posture.ResultLine;
import io.elevenfold.identity.AuditEntry;
import io.elevenfold.identity.PersonView;
import io.elevenfold.policy.AssignmentView;
import io.elevenfold.policy.AttestationView;
import io.elevenfold.policy.VersionView;
import io.elevenfold.posture.EndpointView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person sees of themselves. */
public record MyPage(
        PersonView person,
        List<ToSign> toSign,
        List<MyEndpoint> endpoints,
        List<AttestationView> attestations,
        Collected collected,
        List<AuditEntry> looks) {

    /** How many things there are to do. */
    public int toDo() {
        return toSign.size()
                + (int) endpoints.stream()
                        .filter(each -> !each.failing().isEmpty())
                        .count();
    }

    /**
     * A policy that waits for a signature.
     *
     * @param signedBefore the version that the person signed last; null when none
     * @param changes the versions since then, newest first
     */
    public record ToSign(
            AssignmentView assignment,
            VersionView version,
            int sections,
            int read,
            @Nullable Integer signedBefore,
            List<VersionView> changes) {}

    /** @param failing what somebody has to do something about */
    public record MyEndpoint(EndpointView endpoint, List<ResultLine> failing) {}

    /** What the sessions of the last thirty days hold. */
    public record Collected(String captureMode, long sessions, long events, List<String> products) {}
}
