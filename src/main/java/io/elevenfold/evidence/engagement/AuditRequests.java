package io.elevenfold.evidence.engagement;

import io.elevenfold.platform.Ids;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The list of what an auditor asks for: pasted, owned, answered, accepted. */
@ApplicationScoped
public class AuditRequests {

    /** What a request can come to. */
    public static final Set<String> STATES = Set.of("open", "answered", "returned", "accepted");

    private static final int MOST = 500;
    private static final int LONGEST_LIST = 100_000;

    private final Sql sql;
    private final Room room;
    private final BroughtFiles files;
    private final Clock clock;

    AuditRequests(Sql sql, Room room, BroughtFiles files, Clock clock) {
        this.sql = sql;
        this.room = room;
        this.files = files;
        this.clock = clock;
    }

    /** By number. */
    @Transactional
    public List<AuditRequest> all(Visitor by, UUID id) {
        room.look(by, id, "requests");
        return all(id);
    }

    /** The same, for who was let in already. */
    public List<AuditRequest> known(Engagement engagement) {
        return all(engagement.id());
    }

    List<AuditRequest> all(UUID id) {
        List<EngagementFile> brought = files.all(id);
        Map<UUID, List<AuditRequest.Act>> acts = new HashMap<>();
        sql.list(
                """
                select a.request_id, a.state, a.owner, a.text, a.acted_by, a.acted_at
                from engagement_request_act a join engagement_request r on r.id = a.request_id
                where r.engagement_id = ? order by a.acted_at, a.id""",
                row -> acts.computeIfAbsent(row.getObject(1, UUID.class), unseen -> new ArrayList<>())
                        .add(new AuditRequest.Act(
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getTimestamp(6).toInstant())),
                List.of(id));
        return sql.list(
                """
                select id, number, text, added_by, added_at from engagement_request
                where engagement_id = ? order by number""",
                row -> {
                    UUID request = row.getObject(1, UUID.class);
                    List<AuditRequest.Act> done = acts.getOrDefault(request, List.of());
                    AuditRequest.@Nullable Act last = done.isEmpty() ? null : done.get(done.size() - 1);
                    return new AuditRequest(
                            request,
                            row.getInt(2),
                            row.getString(3),
                            row.getString(4),
                            row.getTimestamp(5).toInstant(),
                            last == null ? "open" : last.state(),
                            last == null ? "" : last.owner(),
                            done,
                            brought.stream()
                                    .filter(file -> request.equals(file.request()))
                                    .toList());
                },
                List.of(id));
    }

    /**
     * Adds what an auditor pastes: a request for each line, without the bullets or numbers in front.
     *
     * @throws ProblemException when there is nothing in it, or too much
     */
    @Transactional
    public List<AuditRequest> add(Visitor by, UUID id, @Nullable String list) {
        room.work(by, id);
        List<String> texts = Texts.required(list, "requests", LONGEST_LIST)
                .lines()
                .map(line -> line.strip().replaceFirst("^([-*•–]|\\d{1,3}[.)])\\s+", ""))
                .filter(line -> !line.isEmpty())
                .map(line -> Texts.required(line, "requests: each", Texts.LONG))
                .toList();
        int last = sql.list(
                        "select coalesce(max(number), 0) from engagement_request where engagement_id = ?",
                        row -> row.getInt(1),
                        List.of(id))
                .get(0);
        if (last + texts.size() > MOST) {
            throw ProblemException.invalid("requests: at most %d of an engagement are expected".formatted(MOST));
        }
        Instant now = clock.instant();
        for (String text : texts) {
            last++;
            sql.update(
                    """
                    insert into engagement_request (id, engagement_id, number, text, added_by, added_at)
                    values (?, ?, ?, ?, ?, ?)""",
                    List.of(Ids.at(now), id, last, text, by.actor().name(), now));
        }
        room.note(by, "engagement.requests_added", id, Map.of("requests", (long) texts.size(), "last", (long) last));
        return all(id);
    }

    /**
     * What somebody does about a request.
     *
     * @param state null to leave it
     * @param owner null to leave it; empty for nobody
     */
    public record Wanted(@Nullable String state, @Nullable String owner, @Nullable String text) {}

    /**
     * Answers a request, takes it over, accepts or returns the answer.
     *
     * @throws ProblemException when there is no such request, or the state is none of {@link #STATES}
     */
    @Transactional
    public AuditRequest act(Visitor by, UUID id, UUID request, Wanted wanted) {
        room.work(by, id);
        AuditRequest there = withId(id, request);
        String state = wanted.state() == null || wanted.state().isBlank() ? there.state() : wanted.state();
        if (!STATES.contains(state)) {
            throw ProblemException.invalid("state: open, answered, returned or accepted is expected");
        }
        String owner = wanted.owner() == null ? there.owner() : Texts.optional(wanted.owner(), "owner", Texts.NAME);
        String text = Texts.optional(wanted.text(), "text", Texts.LONG);
        if (state.equals("returned") && !there.state().equals("returned") && text.isEmpty()) {
            throw ProblemException.invalid("text: say what is missing");
        }
        if (state.equals(there.state()) && owner.equals(there.owner()) && text.isEmpty()) {
            throw ProblemException.invalid("text: nothing was said and nothing changed");
        }
        Instant now = clock.instant();
        sql.update(
                """
                insert into engagement_request_act (id, request_id, state, owner, text, acted_by, acted_at)
                values (?, ?, ?, ?, ?, ?, ?)""",
                List.of(Ids.at(now), request, state, owner, text, by.actor().name(), now));
        room.note(
                by,
                "engagement.request_acted",
                id,
                Map.of(
                        "request", request.toString(),
                        "number", (long) there.number(),
                        "state", state,
                        "owner", owner,
                        "text", text));
        return withId(id, request);
    }

    private AuditRequest withId(UUID id, UUID request) {
        return all(id).stream()
                .filter(each -> each.id().equals(request))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("This engagement has no such request"));
    }
}
