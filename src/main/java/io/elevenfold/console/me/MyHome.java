package io.elevenfold.console.me;

import io.elevenfold.console.posture.EndpointResults;
import io.elevenfold.console.posture.ResultLine;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.identity.AuditEntry;
import io.elevenfold.identity.AuditFilter;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.identity.PersonView;
import io.elevenfold.platform.Sql;
import io.elevenfold.policy.AssignmentView;
import io.elevenfold.policy.AttestationView;
import io.elevenfold.policy.Attestations;
import io.elevenfold.policy.Campaigns;
import io.elevenfold.policy.Policies;
import io.elevenfold.policy.VersionView;
import io.elevenfold.posture.EndpointView;
import io.elevenfold.posture.Endpoints;
import io.elevenfold.posture.check.CheckCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts together what a person has to do, and what there is about them. One transaction, so one connection. */
@ApplicationScoped
class MyHome {

    private static final Duration LATELY = Duration.ofDays(30);
    private static final int LOOKS = 10;

    private final Campaigns campaigns;
    private final Policies policies;
    private final Attestations attestations;
    private final Endpoints endpoints;
    private final CheckCatalog checks;
    private final FrameworkCatalog frameworks;
    private final AuditTrail trail;
    private final Sql sql;
    private final Clock clock;
    private final String captureMode;

    MyHome(
            Campaigns campaigns,
            Policies policies,
            Attestations attestations,
            Endpoints endpoints,
            CheckCatalog checks,
            FrameworkCatalog frameworks,
            AuditTrail trail,
            Sql sql,
            Clock clock,
            @ConfigProperty(name = "elevenfold.capture-mode", defaultValue = "standard") String captureMode) {
        this.campaigns = campaigns;
        this.policies = policies;
        this.attestations = attestations;
        this.endpoints = endpoints;
        this.checks = checks;
        this.frameworks = frameworks;
        this.trail = trail;
        this.sql = sql;
        this.clock = clock;
        this.captureMode = captureMode;
    }

    @Transactional
    MyPage of(PersonView person) {
        List<AttestationView> signed = attestations.ofPerson(person.id());
        // Two campaigns may ask for the same policy: it is one thing to do.
        Map<UUID, MyPage.ToSign> toSign = new LinkedHashMap<>();
        for (AssignmentView assignment : campaigns.openOf(person.id())) {
            if (!toSign.containsKey(assignment.policyId())) {
                policies.inForce(assignment.policyId())
                        .ifPresent(version ->
                                toSign.put(assignment.policyId(), toSign(person.id(), assignment, version, signed)));
            }
        }
        List<MyPage.MyEndpoint> mine = new ArrayList<>();
        for (EndpointView endpoint : endpoints.ofPerson(person.id())) {
            mine.add(new MyPage.MyEndpoint(endpoint, failing(endpoint.id())));
        }
        return new MyPage(
                person, List.copyOf(toSign.values()), mine, signed, collected(person.id()), looks(person.id()));
    }

    private List<AuditEntry> looks(UUID person) {
        return trail.newest(new AuditFilter(null, "person.viewed", person, null, null), LOOKS, null)
                .items();
    }

    private MyPage.ToSign toSign(
            UUID person, AssignmentView assignment, VersionView version, List<AttestationView> signed) {
        Integer before = signed.stream()
                .filter(each -> each.policyId().equals(assignment.policyId()))
                .map(AttestationView::version)
                .findFirst()
                .orElse(null);
        List<VersionView> changes = before == null
                ? List.of()
                : policies.versions(assignment.policyId()).stream()
                        .filter(each -> each.number() > before && each.number() <= version.number())
                        .toList();
        return new MyPage.ToSign(
                assignment,
                version,
                policies.document(version).sections().size(),
                attestations.sectionsRead(person, version).size(),
                before,
                changes);
    }

    private List<ResultLine> failing(UUID endpoint) {
        return EndpointResults.byLayer(endpoints.results(endpoint, null), checks, frameworks).stream()
                .flatMap(layer -> layer.toDo().stream())
                .filter(ResultLine::isFailing)
                .toList();
    }

    private MyPage.Collected collected(UUID person) {
        return sql.first(
                        """
                        select count(*), coalesce(sum(events), 0),
                            coalesce(array_agg(distinct product), array[]::text[])
                        from session where person_id = ? and last_seen_at > ?""",
                        row -> new MyPage.Collected(
                                captureMode, row.getLong(1), row.getLong(2), Arrays.asList((String[])
                                        row.getArray(3).getArray())),
                        List.of(person, clock.instant().minus(LATELY)))
                .orElseThrow();
    }
}
