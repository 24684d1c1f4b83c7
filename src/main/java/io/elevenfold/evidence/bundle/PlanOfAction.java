package io.elevenfold.evidence.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.compliance.ControlView;
import io.elevenfold.compliance.exception.ExceptionView;
import io.elevenfold.platform.Csv;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The items of OSCAL's plan of action and milestones as rows, for whoever has a spreadsheet and no OSCAL. */
final class PlanOfAction {

    private static final String TITLE =
            "what is open: controls that are not met, and accepted risks with their deadline";

    private PlanOfAction() {}

    static void write(ObjectMapper mapper, BundleZip zip, Oscal.Picture picture) throws IOException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        picture.controls().stream().filter(Oscal::isOpen).map(PlanOfAction::row).forEach(rows::add);
        picture.exceptions().stream().map(PlanOfAction::row).forEach(rows::add);
        StringBuilder lines = new StringBuilder();
        StringBuilder csv =
                new StringBuilder(Csv.line(List.copyOf(row("", "", "", "").keySet())));
        for (Map<String, @Nullable Object> row : rows) {
            lines.append(mapper.writeValueAsString(row)).append('\n');
            csv.append(Csv.line(new ArrayList<>(row.values())));
        }
        zip.text(new BundleZip.Label("tables/plan-of-action.jsonl", "application/jsonl", TITLE), lines.toString());
        zip.text(new BundleZip.Label("tables/plan-of-action.csv", "text/csv", TITLE), csv.toString());
    }

    private static Map<String, @Nullable Object> row(ControlView control) {
        Map<String, @Nullable Object> row = row(
                "control",
                control.id(),
                control.title(),
                control.status().name().toLowerCase(Locale.ROOT));
        row.put("failing_results", control.results().fail());
        row.put("open_findings", control.openFindings());
        row.put("worst", control.worst());
        return row;
    }

    private static Map<String, @Nullable Object> row(ExceptionView exception) {
        Map<String, @Nullable Object> row =
                row("exception", exception.id().toString(), exception.title(), "deviation_approved");
        row.put("deadline", exception.expiresAt().toString());
        row.put("accepted_by", exception.decidedBy());
        row.put("reason", exception.reason());
        return row;
    }

    /** All columns, in order. */
    private static Map<String, @Nullable Object> row(String kind, String id, String title, String status) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("kind", kind);
        row.put("id", id);
        row.put("title", title);
        row.put("status", status);
        for (String later : List.of("failing_results", "open_findings", "worst", "deadline", "accepted_by", "reason")) {
            row.put(later, null);
        }
        return row;
    }
}
