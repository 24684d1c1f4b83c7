package io.elevenfold.detection.baseline;

import io.elevenfold.detection.Baselines;
import io.elevenfold.detection.RiskRule;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.risk.Addition;
import io.elevenfold.detection.risk.RiskRecorder;
import io.elevenfold.finding.Sighting;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The baselines of one lane: what a batch shows is held against what is usual, and then belongs to it. What it remembers
 * of the usual is only kept when the batch is committed. Used by the lane's thread alone.
 */
public final class LaneBaselines {

    private final Supplier<Baselines> baselines;
    private final Function<Rule, Optional<Rule>> running;
    private final KnownTerms terms;
    private final Hours hours;
    private final DistinctHours distinct;
    private final OutstandingHours outstanding;
    private final RunningSessions sessions;

    /**
     * @param baselines as they are at a moment
     * @param running from a rule to the rule as it runs here; empty when it is switched off
     */
    public LaneBaselines(Supplier<Baselines> baselines, Function<Rule, Optional<Rule>> running) {
        this.baselines = baselines;
        this.running = running;
        this.terms = new KnownTerms(running);
        this.outstanding = new OutstandingHours(running);
        this.hours = new Hours(baselines, outstanding);
        this.distinct = new DistinctHours(outstanding);
        this.sessions = new RunningSessions(baselines, running);
    }

    /**
     * With the connection of the transaction that records the events.
     *
     * @param sights in the order of the lane
     * @param hits what rules have found in the same events
     * @return the findings that all of it together gives reason for
     */
    public List<Sighting> judge(Connection connection, List<Sight> sights, List<Addition> hits) throws SQLException {
        RiskRule risk = baselines.get().risk();
        List<Addition> additions = new ArrayList<>(hits);
        additions.addAll(terms.judge(connection, sights));
        additions.addAll(hours.judge(connection, sights));
        additions.addAll(distinct.judge(connection, sights));
        additions.addAll(sessions.judge(connection, sights));
        return RiskRecorder.record(
                connection, additions, risk, running.apply(risk.rule()).orElse(null));
    }

    public void commit() {
        terms.commit();
        outstanding.commit();
        sessions.commit();
    }

    public void rollback() {
        terms.rollback();
        outstanding.rollback();
        sessions.rollback();
    }
}
