package io.elevenfold.evidence.engagement;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.evidence.bundle.Enclosure;
import io.elevenfold.platform.Csv;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The folder {@code engagement/} of a package: docs/evidence.md describes it. */
@ApplicationScoped
class EngagementFolder implements Enclosure {

    private static final String LINES = "application/jsonl";

    private final Room room;
    private final Examinations examinations;
    private final Samples samples;
    private final AuditRequests requests;
    private final BroughtFiles files;
    private final TimeBoxes boxes;
    private final EngagementDocument document;
    private final Sql sql;
    private final ObjectMapper json;

    EngagementFolder(
            Room room,
            Examinations examinations,
            Samples samples,
            AuditRequests requests,
            BroughtFiles files,
            TimeBoxes boxes,
            EngagementDocument document,
            Sql sql,
            ObjectMapper json) {
        this.room = room;
        this.examinations = examinations;
        this.samples = samples;
        this.requests = requests;
        this.files = files;
        this.boxes = boxes;
        this.document = document;
        this.sql = sql;
        this.json = json;
    }

    /** A line of {@code controls.jsonl}. */
    private record ControlLine(
            @JsonUnwrapped ExaminedControl control,
            List<ControlExamination.Test> tested,
            List<ControlConclusion> conclusions) {}

    /** A line of {@code items.jsonl}. */
    private record ItemLine(UUID sample, @JsonUnwrapped SampleItem item) {}

    /** A line of {@code files.jsonl}. */
    private record FileLine(String path, @JsonUnwrapped EngagementFile file) {}

    /** A line of {@code custody.jsonl}: an entry of log 0. */
    private record CustodyLine(long position, Instant recordedAt, String type, @JsonRawValue String detail) {}

    @Override
    public Covered covered(UUID engagement) {
        Engagement there = room.withId(engagement);
        return new Covered(there.from(), there.to(), there.framework(), there.frameworkVersion());
    }

    @Override
    public void write(UUID id, Sink sink) throws IOException {
        Engagement engagement = room.withId(id);
        sink.file(
                "engagement/engagement.json",
                "application/json",
                "what was signed off, or is to be",
                document.bytes(id),
                1);
        lines(sink, "sign-off", "who closed the engagement, and what they said", List.of(engagement));
        controls(engagement, sink);
        List<Sample> drawn = samples.all(id);
        lines(sink, "samples", "what was drawn from what, with the seed", drawn);
        items(drawn, sink);
        requests(id, sink);
        lines(sink, "access", "which auditor was admitted from when until when, by whom", boxes.history(id));
        files(id, sink);
        lines(sink, "custody", "who did and looked at what in the engagement, from log 0", custody(id));
    }

    private void controls(Engagement engagement, Sink sink) throws IOException {
        List<ControlConclusion> history = examinations.history(engagement.id());
        List<ControlLine> controls = examinations.controls(engagement).stream()
                .map(control -> new ControlLine(
                        control,
                        examinations.tests(engagement, control.id()),
                        history.stream()
                                .filter(each -> each.control().equals(control.id()))
                                .toList()))
                .toList();
        lines(sink, "controls", "controls with tests and conclusions", controls);
        table(
                sink,
                "controls",
                "controls with conclusions",
                List.of(
                        "control",
                        "title",
                        "status",
                        "requirements",
                        "tests",
                        "drawn",
                        "concluded",
                        "deviating",
                        "design",
                        "operation",
                        "deviations",
                        "note",
                        "concluded_by",
                        "concluded_at"),
                controls,
                line -> {
                    ExaminedControl control = line.control();
                    ControlConclusion conclusion = control.conclusion();
                    return Arrays.asList(
                            control.id(),
                            control.title(),
                            control.status().word(),
                            String.join(
                                    " ",
                                    control.requirements().stream()
                                            .map(ExaminedControl.MappedRequirement::id)
                                            .toList()),
                            control.tests(),
                            control.items(),
                            control.itemsConcluded(),
                            control.deviating(),
                            conclusion == null ? null : conclusion.design(),
                            conclusion == null ? null : conclusion.operation(),
                            conclusion == null ? null : conclusion.deviations(),
                            conclusion == null ? null : conclusion.note(),
                            conclusion == null ? null : conclusion.concludedBy(),
                            conclusion == null ? null : conclusion.concludedAt());
                });
    }

    private void items(List<Sample> drawn, Sink sink) throws IOException {
        List<ItemLine> items = drawn.stream()
                .flatMap(sample -> samples.items(sample.id()).stream().map(item -> new ItemLine(sample.id(), item)))
                .toList();
        lines(sink, "items", "drawn rows with conclusions", items);
        table(
                sink,
                "items",
                "drawn rows with conclusions",
                List.of(
                        "sample",
                        "ordinal",
                        "row",
                        "log",
                        "position",
                        "sha256",
                        "conclusion",
                        "note",
                        "concluded_by",
                        "concluded_at"),
                items,
                line -> {
                    SampleItem item = line.item();
                    return Arrays.asList(
                            line.sample(),
                            item.ordinal(),
                            item.row(),
                            item.log(),
                            item.position(),
                            item.sha256(),
                            item.conclusion(),
                            item.note(),
                            item.concludedBy(),
                            item.concludedAt());
                });
    }

    private void requests(UUID id, Sink sink) throws IOException {
        List<AuditRequest> asked = requests.all(id);
        lines(sink, "requests", "what was asked for, with every answer", asked);
        table(
                sink,
                "requests",
                "what was asked for",
                List.of("number", "text", "state", "owner", "asked_by", "asked_at", "last_word", "files"),
                asked,
                request -> Arrays.asList(
                        request.number(),
                        request.text(),
                        request.state(),
                        request.owner(),
                        request.addedBy(),
                        request.addedAt(),
                        request.acts().isEmpty()
                                ? null
                                : request.acts().get(request.acts().size() - 1).text(),
                        String.join(
                                " ",
                                request.files().stream()
                                        .map(EngagementFile::path)
                                        .toList())));
    }

    private void files(UUID id, Sink sink) throws IOException {
        List<EngagementFile> brought = files.all(id);
        lines(
                sink,
                "files",
                "evidence from outside, each with its SHA-256 at the time it was brought",
                brought.stream().map(file -> new FileLine(file.path(), file)).toList());
        for (EngagementFile file : brought) {
            sink.file(
                    file.path(),
                    "application/octet-stream",
                    "evidence from outside",
                    files.content(id, file.id()).bytes(),
                    1);
        }
    }

    private List<CustodyLine> custody(UUID id) {
        return sql.list(
                """
                select position, recorded_at, type, detail::text from ledger_entry
                where log = 0 and detail ->> 'engagement' = ? order by position""",
                row -> new CustodyLine(
                        row.getLong(1), row.getTimestamp(2).toInstant(), row.getString(3), row.getString(4)),
                List.of(id.toString()));
    }

    private void lines(Sink sink, String name, String role, List<?> rows) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Object row : rows) {
            text.append(text(row)).append('\n');
        }
        sink.file("engagement/%s.jsonl".formatted(name), LINES, role, bytes(text), rows.size());
    }

    private static <T> void table(
            Sink sink,
            String name,
            String role,
            List<String> columns,
            List<T> rows,
            Function<T, List<? extends @Nullable Object>> cells)
            throws IOException {
        StringBuilder text = new StringBuilder(Csv.line(columns));
        rows.forEach(row -> text.append(Csv.line(cells.apply(row))));
        sink.file("engagement/%s.csv".formatted(name), "text/csv", role, bytes(text), rows.size());
    }

    private String text(Object row) throws JsonProcessingException {
        return json.writeValueAsString(row);
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
