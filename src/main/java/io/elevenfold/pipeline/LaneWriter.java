package io.elevenfold.pipeline;

import io.elevenfold.activity.ActivityRow;
import io.elevenfold.activity.ActivityTable;
import io.elevenfold.activity.CallPhase;
import io.elevenfold.activity.Field;
import io.elevenfold.activity.RollupTable;
import io.elevenfold.activity.SessionTable;
import io.elevenfold.detection.baseline.LaneBaselines;
import io.elevenfold.detection.baseline.Sight;
import io.elevenfold.detection.risk.Addition;
import io.elevenfold.detection.risk.Origin;
import io.elevenfold.detection.taint.Held;
import io.elevenfold.detection.taint.SessionState;
import io.elevenfold.detection.taint.TaintTable;
import io.elevenfold.finding.Evidence;
import io.elevenfold.finding.FindingRecorder;
import io.elevenfold.finding.Sighting;
import io.elevenfold.ledger.Hashes;
import io.elevenfold.ledger.Log;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Records a lane's batches: one transaction for activity, ledger leaves and tiles, findings, rollups, sessions and
 * request digests. Used by the lane's thread alone.
 */
final class LaneWriter {

    private final int lane;
    private final DataSource dataSource;
    private final Clock clock;
    private final PipelineConfig config;
    private final EndpointFacts endpoints;
    private final Correlating correlating;
    private final Log log;
    private final LeafFormat leaves = new LeafFormat();
    private final RecentCalls recentCalls = new RecentCalls();
    private final LaneBaselines baselines;
    private final Predicate<String> raises;
    private @Nullable LocalDate partition;

    /** @param raises whether a rule's hit raises a finding, or only adds risk */
    LaneWriter(
            int lane,
            DataSource dataSource,
            Clock clock,
            PipelineConfig config,
            EndpointFacts endpoints,
            Correlating correlating,
            LaneBaselines baselines,
            Predicate<String> raises) {
        this.lane = lane;
        this.dataSource = dataSource;
        this.clock = clock;
        this.config = config;
        this.endpoints = endpoints;
        this.correlating = correlating;
        this.baselines = baselines;
        this.raises = raises;
        this.log = new Log(lane);
    }

    /** One receipt for each request, in order; nothing is recorded when this throws. */
    List<Receipt> write(List<Waiting> batch) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Receipt> receipts = write(connection, batch);
                connection.commit();
                recentCalls.commit();
                baselines.commit();
                return receipts;
            } catch (SQLException | RuntimeException e) {
                recentCalls.rollback();
                baselines.rollback();
                partition = null;
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private List<Receipt> write(Connection connection, List<Waiting> batch) throws SQLException {
        Instant now = clock.instant();
        ensurePartitions(connection, now);
        Set<Digest> repeatedRequests =
                RequestDigests.addAndFindRepeated(connection, batch, now, config.requestMemory());
        List<Receipt> receipts = new ArrayList<>(batch.size());
        List<Accepted> accepted = new ArrayList<>();
        Set<UUID> known = knownEvents(connection, batch, now);
        Set<Digest> seenInBatch = new HashSet<>();
        for (Waiting waiting : batch) {
            Digest digest = new Digest(waiting.delivery().digest());
            boolean repeated = repeatedRequests.contains(digest) || !seenInBatch.add(digest);
            int recorded = 0;
            for (Prepared event : waiting.events()) {
                if (!repeated && known.add(event.id())) {
                    accepted.add(Accepted.of(event, waiting.delivery()));
                    recorded++;
                }
            }
            receipts.add(new Receipt(recorded, waiting.events().size() - recorded));
        }
        if (!accepted.isEmpty()) {
            record(connection, accepted, now);
        }
        return receipts;
    }

    private void ensurePartitions(Connection connection, Instant now) throws SQLException {
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        if (!today.equals(partition)) {
            ActivityTable.ensurePartition(connection, today);
            ActivityTable.ensurePartition(connection, today.plusDays(1));
            partition = today;
        }
    }

    private Set<UUID> knownEvents(Connection connection, List<Waiting> batch, Instant now) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        batch.forEach(waiting -> waiting.events().forEach(event -> ids.add(event.id())));
        return ids.isEmpty() ? new HashSet<>() : ActivityTable.known(connection, ids, now, config.lookBack());
    }

    private void record(Connection connection, List<Accepted> accepted, Instant now) throws SQLException {
        SessionTable.Batch sessions = SessionTable.load(
                connection,
                lane,
                accepted.stream().map(each -> each.event().sessionKey()).toList());
        recentCalls.load(
                accepted,
                sessions::isNew,
                calls -> ActivityTable.firstRecords(connection, lane, calls, now, config.lookBack()));
        Log.Head head = log.lock(connection, now);
        List<ActivityRow> rows = new ArrayList<>(accepted.size());
        List<byte[]> hashes = new ArrayList<>(accepted.size());
        List<Sighting> sightings = new ArrayList<>();
        List<Sight> sights = new ArrayList<>(accepted.size());
        List<Addition> additions = new ArrayList<>();
        RollupTable rollups = new RollupTable();
        Map<UUID, Instant> lastActivity = new HashMap<>();
        WindowTable windows = new WindowTable(connection, now);
        windows.read(accepted.stream()
                .flatMap(each -> each.event().contributions().stream())
                .toList());
        TaintTable taints = new TaintTable(connection, toldOf(accepted));
        long position = head.size();
        for (Accepted each : accepted) {
            Prepared event = each.event();
            UUID endpoint = each.delivery().sender().endpointId();
            EndpointFacts.Facts facts = endpoints.of(endpoint);
            Long enriches = recentCalls.firstOf(each.call(), event, position);
            byte[] leaf = leaves.leaf(event, head.origin(), now, sessions.previousPosition(event.sessionKey()));
            rows.add(row(each, now, position, enriches, leaf));
            hashes.add(Hashes.leaf(leaf));
            String reference = lane + "/" + position;
            List<Held> held = taints.tell(event.sessionKey(), moment(event, reference, enriches), event.told());
            List<Verdict> verdicts = correlating.verdicts(windows, event, held, reference);
            Origin origin = new Origin(
                    event.event(),
                    event.at(),
                    event.sessionKey(),
                    each.delivery().sender(),
                    reference,
                    facts.sample());
            sights.add(new Sight(origin, event.observations(), facts.teamId(), facts.time(), enriches == null));
            int findings = addSightings(each, verdicts, origin, sightings, additions);
            sessions.add(
                    event.sessionKey(),
                    event.event(),
                    event.at(),
                    position,
                    each.delivery().sender(),
                    enriches == null,
                    findings,
                    facts.sample());
            rollups.add(event.event(), event.at(), facts.teamId(), facts.sample(), enriches == null);
            for (Verdict verdict : verdicts) {
                rollups.addHit(
                        event.at(),
                        facts.teamId(),
                        verdict.rule(),
                        verdict.layer(),
                        verdict.severity().word(),
                        facts.sample());
            }
            if (endpoint != null) {
                lastActivity.merge(endpoint, event.at(), (a, b) -> a.isAfter(b) ? a : b);
            }
            position++;
        }
        ActivityTable.copy(connection, rows);
        log.append(connection, head, hashes, now);
        windows.write();
        taints.write();
        sessions.write(connection);
        sightings.addAll(baselines.judge(connection, sights, additions));
        FindingRecorder.record(connection, sightings, now);
        rollups.write(connection);
        EndpointFacts.touch(connection, lastActivity);
    }

    /** The sessions about which something is told. */
    private static Set<UUID> toldOf(List<Accepted> accepted) {
        Set<UUID> sessions = new HashSet<>();
        for (Accepted each : accepted) {
            UUID session = each.event().sessionKey();
            if (session != null && !each.event().told().isSilent()) {
                sessions.add(session);
            }
        }
        return sessions;
    }

    /** @param enriches where the same call was recorded first; null when that is here */
    private SessionState.Moment moment(Prepared event, String reference, @Nullable Long enriches) {
        return new SessionState.Moment(
                event.at(),
                reference,
                SessionState.Moment.call(
                        event.event().text(Field.GEN_AI_TOOL_CALL_ID),
                        enriches == null ? reference : lane + "/" + enriches));
    }

    private int addSightings(
            Accepted each, List<Verdict> verdicts, Origin origin, List<Sighting> sightings, List<Addition> additions) {
        Prepared event = each.event();
        int added = 0;
        for (Verdict verdict : verdicts) {
            // The same call is told of twice or thrice: requested, decided, completed, by telemetry and by hooks.
            if (!recentCalls.isFirstHit(
                    event.sessionKey(), event.event().text(Field.GEN_AI_TOOL_CALL_ID), verdict.rule())) {
                continue;
            }
            String agent = event.event().text(Field.AGENT_PRODUCT);
            UUID endpoint = each.delivery().sender().endpointId();
            String who = endpoint != null
                    ? endpoint.toString()
                    : String.valueOf(event.event().text(Field.USER_EMAIL));
            additions.add(Addition.ofHit(origin, verdict.rule(), verdict.title(), verdict.layer(), verdict.severity()));
            if (!raises.test(verdict.rule())) {
                continue;
            }
            sightings.add(new Sighting(
                    verdict.kind(),
                    verdict.rule(),
                    who + "/" + agent,
                    verdict.title(),
                    verdict.severity(),
                    verdict.layer(),
                    verdict.controls(),
                    endpoint,
                    each.delivery().sender().personId(),
                    event.event().text(Field.SESSION_ID),
                    agent,
                    new Evidence("activity", origin.reference(), event.at(), event.sessionKey(), verdict.matched()),
                    origin.sample()));
            added++;
        }
        return added;
    }

    private ActivityRow row(Accepted each, Instant now, long position, @Nullable Long enriches, byte[] leaf) {
        Prepared event = each.event();
        return new ActivityRow(
                now,
                lane,
                position,
                event.at(),
                event.id(),
                event.sessionKey(),
                each.delivery().sender().endpointId(),
                each.delivery().sender().personId(),
                textOr(event, Field.EVENT_ACTION, "other"),
                event.event().text(Field.ACTIVITY_PHASE),
                event.event().text(Field.EVENT_OUTCOME),
                textOr(event, Field.AGENT_PRODUCT, "other"),
                event.event().text(Field.DECISION_OUTCOME),
                event.event().text(Field.GEN_AI_TOOL_CALL_ID),
                enriches,
                textOr(event, Field.CAPTURE_MODE, "standard"),
                leaf,
                event.json());
    }

    private static String textOr(Prepared event, Field field, String otherwise) {
        String text = event.event().text(field);
        return text == null ? otherwise : text;
    }

    /**
     * An event that is new, and the request that brought it.
     *
     * @param call what it tells of; null outside calls
     */
    record Accepted(Prepared event, Delivery delivery, @Nullable CallPhase call) {

        static Accepted of(Prepared event, Delivery delivery) {
            String call = event.event().text(Field.GEN_AI_TOOL_CALL_ID);
            return new Accepted(
                    event,
                    delivery,
                    event.sessionKey() == null || call == null
                            ? null
                            : new CallPhase(
                                    event.sessionKey(), call, event.event().text(Field.ACTIVITY_PHASE)));
        }
    }
}
