package io.elevenfold.evidence.engagement;

import io.elevenfold.platform.Ids;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Evidence from outside: files about the engagement, a control, a drawn row or a request. */
@ApplicationScoped
public class BroughtFiles {

    private static final int MOST_BYTES = 20_000_000;

    private final Sql sql;
    private final Room room;
    private final Samples samples;
    private final Clock clock;

    BroughtFiles(Sql sql, Room room, Samples samples, Clock clock) {
        this.sql = sql;
        this.room = room;
        this.samples = samples;
        this.clock = clock;
    }

    /** What a file speaks of; null for what it does not. */
    public record About(@Nullable String control, @Nullable UUID sample, @Nullable Long row, @Nullable UUID request) {

        public static final About ENGAGEMENT = new About(null, null, null, null);
    }

    /** Oldest first. */
    @Transactional
    public List<EngagementFile> all(Visitor by, UUID id) {
        room.look(by, id, "files");
        return all(id);
    }

    List<EngagementFile> all(UUID id) {
        return sql.list(
                """
                select id, name, note, length(content) as bytes, sha256, added_by, added_at, control, test_id, row,
                    request_id
                from engagement_file where engagement_id = ? order by added_at, id""",
                BroughtFiles::view,
                List.of(id));
    }

    /**
     * Adds a file.
     *
     * @param note what it is and where it is from
     * @throws ProblemException when it is empty or larger than 20 MB, or speaks of what is not there
     */
    @Transactional
    public EngagementFile add(
            Visitor by, UUID id, About about, @Nullable String name, @Nullable String note, byte[] content) {
        Engagement engagement = room.work(by, id);
        if (content.length == 0 || content.length > MOST_BYTES) {
            throw ProblemException.invalid("file: 1 to %d bytes are expected".formatted(MOST_BYTES));
        }
        About checked = checked(engagement, about);
        Instant now = clock.instant();
        EngagementFile file = new EngagementFile(
                Ids.at(now),
                Texts.required(name, "file", Texts.NAME),
                Texts.required(note, "note", Texts.LONG),
                content.length,
                Draw.hex(content),
                by.actor().name(),
                now,
                checked.control(),
                checked.sample(),
                checked.row(),
                checked.request());
        sql.update(
                """
                insert into engagement_file (id, engagement_id, name, note, content, sha256, added_by, added_at, control,
                    test_id, row, request_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                Arrays.asList(
                        file.id(),
                        id,
                        file.name(),
                        file.note(),
                        content,
                        file.sha256(),
                        file.addedBy(),
                        now,
                        file.control(),
                        file.sample(),
                        file.row(),
                        file.request()));
        Map<String, Object> detail = new TreeMap<>(Map.of(
                "file", file.id().toString(), "name", file.name(), "note", file.note(), "sha256", file.sha256()));
        if (file.control() != null) {
            detail.put("control", file.control());
        }
        room.note(by, "engagement.file_added", id, detail);
        return file;
    }

    /** A row belongs to a sample, and a sample to a control. */
    private About checked(Engagement engagement, About about) {
        if (about.request() != null
                && sql.list(
                                "select 1 from engagement_request where engagement_id = ? and id = ?",
                                row -> 1,
                                List.of(engagement.id(), about.request()))
                        .isEmpty()) {
            throw ProblemException.invalid("request: the id of a request of this engagement is expected");
        }
        if (about.sample() != null) {
            Sample sample = samples.withId(engagement.id(), about.sample());
            if (about.row() != null) {
                samples.item(sample.id(), about.row());
            }
            return new About(sample.control(), sample.id(), about.row(), about.request());
        }
        String control = about.control() == null || about.control().isBlank()
                ? null
                : room.control(engagement, about.control()).id();
        return new About(control, null, null, about.request());
    }

    /** A file's name and bytes. */
    public record Content(String name, byte[] bytes) {}

    /** @throws ProblemException when there is no such file */
    @Transactional
    public Content content(Visitor by, UUID id, UUID file) {
        room.enter(by, id);
        Content content = content(id, file);
        room.note(
                by, "engagement.file_viewed", id, Map.of("file", file.toString(), "sha256", Draw.hex(content.bytes())));
        return content;
    }

    Content content(UUID id, UUID file) {
        return sql.first(
                        "select name, content from engagement_file where engagement_id = ? and id = ?",
                        row -> new Content(row.getString(1), row.getBytes(2)),
                        List.of(id, file))
                .orElseThrow(() -> ProblemException.notFound("This engagement has no such file"));
    }

    private static EngagementFile view(ResultSet row) throws SQLException {
        return new EngagementFile(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("note"),
                row.getLong("bytes"),
                row.getString("sha256"),
                row.getString("added_by"),
                row.getTimestamp("added_at").toInstant(),
                row.getString("control"),
                row.getObject("test_id", UUID.class),
                row.getObject("row", Long.class),
                row.getObject("request_id", UUID.class));
    }
}
