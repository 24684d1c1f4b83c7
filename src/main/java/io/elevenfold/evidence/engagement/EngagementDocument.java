package io.elevenfold.evidence.engagement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is in an engagement, as one text: what is signed off is the SHA-256 of it, and a package has the same bytes as
 * {@code engagement/engagement.json}. The sign-off itself, accesses and looks are not in it: they stand in the audit trail.
 */
@ApplicationScoped
class EngagementDocument {

    private final Sql sql;
    private final Samples samples;
    private final BroughtFiles files;
    private final ObjectMapper json;

    EngagementDocument(Sql sql, Samples samples, BroughtFiles files, ObjectMapper json) {
        this.sql = sql;
        this.samples = samples;
        this.files = files;
        this.json = json;
    }

    /** The members, in this order. */
    private record Document(
            UUID id,
            String name,
            String scope,
            @Nullable String framework,
            @Nullable String frameworkVersion,
            Instant from,
            Instant to,
            String createdBy,
            Instant createdAt,
            List<Population> populations,
            List<DrawnSample> samples,
            List<Concluded> conclusions,
            List<Asked> requests,
            List<EngagementFile> files) {}

    private record DrawnSample(Sample sample, List<KeptItem> items) {}

    /** The content itself is told by its hash: erasing a person takes it away and must not change this text. */
    private record KeptItem(long row, int ordinal, String sha256, @Nullable String conclusion, @Nullable String note) {}

    private record Concluded(
            String control, String design, String operation, String deviations, String note, String by, Instant at) {}

    private record Asked(int number, String text, @Nullable String state, @Nullable String owner) {}

    byte[] bytes(UUID id) {
        Document document = sql.first(
                        """
                        select name, scope, framework, framework_version, period_from, period_to, created_by, created_at
                        from engagement where id = ?""",
                        row -> new Document(
                                id,
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getTimestamp(5).toInstant(),
                                row.getTimestamp(6).toInstant(),
                                row.getString(7),
                                row.getTimestamp(8).toInstant(),
                                samples.populations(id),
                                samples.all(id).stream().map(this::drawn).toList(),
                                conclusions(id),
                                requests(id),
                                files.all(id)),
                        List.of(id))
                .orElseThrow();
        try {
            return json.copy().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an engagement is plain data", e);
        }
    }

    private DrawnSample drawn(Sample sample) {
        return new DrawnSample(
                sample,
                samples.items(sample.id()).stream()
                        .map(item ->
                                new KeptItem(item.row(), item.ordinal(), item.sha256(), item.conclusion(), item.note()))
                        .toList());
    }

    private List<Concluded> conclusions(UUID id) {
        return sql.list(
                """
                select control, design, operation, deviations, note, concluded_by, concluded_at
                from engagement_conclusion where engagement_id = ? order by concluded_at, id""",
                row -> new Concluded(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getTimestamp(7).toInstant()),
                List.of(id));
    }

    private List<Asked> requests(UUID id) {
        return sql.list(
                """
                select r.number, r.text, a.state, a.owner from engagement_request r
                    left join lateral (select state, owner from engagement_request_act
                        where request_id = r.id order by acted_at desc, id desc limit 1) a on true
                where r.engagement_id = ? order by r.number""",
                row -> new Asked(row.getInt(1), row.getString(2), row.getString(3), row.getString(4)),
                List.of(id));
    }
}
