package io.elevenfold.evidence.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.elevenfold.compliance.ControlStatus;
import io.elevenfold.compliance.ControlView;
import io.elevenfold.compliance.exception.ExceptionView;
import io.elevenfold.framework.Control;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The package's findings as OSCAL 1.1.3: assessment results, plan of action and milestones, and the four documents that
 * these refer to. All six lie in one folder, since validators resolve nested references against the first document.
 */
final class Oscal {

    /** Our names in properties. */
    private static final String NS = "urn:elevenfold:evidence:1";

    private static final String VERSION = "1.1.3";
    private static final int UUID_BYTES = 16;

    private final ObjectMapper mapper;
    private final Scope scope;
    private final Instant madeAt;
    private final Picture picture;

    /** What the documents tell of. */
    record Picture(List<Control> catalog, List<ControlView> controls, List<ExceptionView> exceptions) {}

    Oscal(ObjectMapper mapper, Scope scope, Instant madeAt, Picture picture) {
        this.mapper = mapper;
        this.scope = scope;
        this.madeAt = madeAt;
        this.picture = picture;
    }

    /** By file name. */
    Map<String, String> documents() {
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put("catalog.json", document("catalog", "Control catalog of Elevenfold", catalog()));
        documents.put(
                "profile.json",
                document(
                        "profile",
                        "All controls",
                        Map.of(
                                "imports",
                                List.of(Map.of("href", "catalog.json", "include-all", Map.of())),
                                "merge",
                                Map.of("as-is", true))));
        documents.put("ssp.json", document("system-security-plan", "AI coding agents of the organization", ssp()));
        documents.put("assessment-plan.json", document("assessment-plan", "Continuous assessment", plan()));
        documents.put(
                "assessment-results.json",
                document(
                        "assessment-results",
                        "Assessment results %s to %s".formatted(scope.from(), scope.to()),
                        results()));
        documents.put("poam.json", document("plan-of-action-and-milestones", "Open items at " + scope.to(), poam()));
        return documents;
    }

    private String document(String root, String title, Map<String, Object> content) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("uuid", uuid(root));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("title", title);
        metadata.put("last-modified", madeAt.toString());
        metadata.put("version", scope.id().toString());
        metadata.put("oscal-version", VERSION);
        metadata.put("roles", List.of(Map.of("id", "assessor", "title", "Assessor")));
        document.put("metadata", metadata);
        document.putAll(content);
        try {
            return mapper.copy().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(Map.of(root, document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own documents are always JSON", e);
        }
    }

    private Map<String, Object> catalog() {
        Map<Integer, List<Map<String, Object>>> layers = new java.util.TreeMap<>();
        for (Control control : picture.catalog()) {
            layers.computeIfAbsent(control.layer(), unseen -> new ArrayList<>())
                    .add(Map.of(
                            "id",
                            control.id(),
                            "title",
                            line(control.title()),
                            "parts",
                            List.of(
                                    Map.of(
                                            "id",
                                            control.id() + "_smt",
                                            "name",
                                            "statement",
                                            "prose",
                                            control.objective().strip()),
                                    Map.of(
                                            "id",
                                            objective(control.id()),
                                            "name",
                                            "assessment-objective",
                                            "prose",
                                            control.how().strip()))));
        }
        List<Map<String, Object>> groups = new ArrayList<>();
        layers.forEach((layer, controls) ->
                groups.add(Map.of("id", "layer-" + layer, "title", "Layer " + layer, "controls", controls)));
        return Map.of("groups", groups);
    }

    private Map<String, Object> ssp() {
        Map<String, Object> characteristics = new LinkedHashMap<>();
        characteristics.put("system-ids", List.of(systemId()));
        characteristics.put("system-name", "AI coding agents");
        characteristics.put("description", "Coding agents on the endpoints that report to Elevenfold.");
        characteristics.put("security-sensitivity-level", "moderate");
        Map<String, Object> impact = Map.of("base", "fips-199-moderate");
        characteristics.put(
                "system-information",
                Map.of(
                        "information-types",
                        List.of(Map.of(
                                "uuid",
                                uuid("information"),
                                "title",
                                "Source code and what agents do with it",
                                "description",
                                "What coding agents read, write and run.",
                                "confidentiality-impact",
                                impact,
                                "integrity-impact",
                                impact,
                                "availability-impact",
                                impact))));
        characteristics.put(
                "security-impact-level",
                Map.of(
                        "security-objective-confidentiality", "fips-199-moderate",
                        "security-objective-integrity", "fips-199-moderate",
                        "security-objective-availability", "fips-199-moderate"));
        characteristics.put("status", Map.of("state", "operational"));
        characteristics.put(
                "authorization-boundary",
                Map.of("description", "The enrolled endpoints; tables/endpoints.csv lists them."));
        return Map.of(
                "import-profile",
                Map.of("href", "profile.json"),
                "system-characteristics",
                characteristics,
                "system-implementation",
                Map.of(
                        "users",
                        List.of(Map.of("uuid", uuid("user"), "role-ids", List.of("assessor"))),
                        "components",
                        List.of(Map.of(
                                "uuid",
                                uuid("system"),
                                "type",
                                "this-system",
                                "title",
                                "AI coding agents",
                                "description",
                                "Coding agents and the endpoints that they run on.",
                                "status",
                                Map.of("state", "operational")))),
                "control-implementation",
                Map.of(
                        "description",
                        "Who implements a control is outside of this document; what was observed stands in the results.",
                        "implemented-requirements",
                        picture.catalog().stream().map(this::requirement).toList()));
    }

    /** OSCAL asks which component implements each control; we can only say whom it is about. */
    private Map<String, Object> requirement(Control control) {
        return Map.of(
                "uuid",
                uuid("requirement " + control.id()),
                "control-id",
                control.id(),
                "by-components",
                List.of(Map.of(
                        "component-uuid",
                        uuid("system"),
                        "uuid",
                        uuid("implementation " + control.id()),
                        "description",
                        "The system that the control is about.")));
    }

    private static Map<String, Object> systemId() {
        return Map.of(
                "identifier-type",
                "http://ietf.org/rfc/rfc4122",
                "id",
                named("system of elevenfold").toString());
    }

    private Map<String, Object> plan() {
        return Map.of(
                "import-ssp",
                Map.of("href", "ssp.json"),
                "reviewed-controls",
                reviewed(),
                "assessment-subjects",
                List.of(Map.of("type", "component", "include-all", Map.of())),
                "tasks",
                List.of(Map.of(
                        "uuid",
                        uuid("task"),
                        "type",
                        "action",
                        "title",
                        "Checks of posture reports and rules over activity")));
    }

    private static Map<String, Object> reviewed() {
        return Map.of("control-selections", List.of(Map.of("include-all", Map.of())));
    }

    private Map<String, Object> results() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("uuid", uuid("result"));
        result.put("title", "Automated assessment");
        result.put(
                "description",
                "Controls as they stood at the end of the period. A control that nothing was reported about has an observation and no finding.");
        result.put("start", scope.from().toString());
        result.put("end", scope.to().toString());
        result.put("reviewed-controls", reviewed());
        result.put(
                "observations",
                picture.controls().stream().map(this::observation).toList());
        List<Map<String, Object>> risks = picture.controls().stream()
                .filter(Oscal::isOpen)
                .map(this::risk)
                .toList();
        if (!risks.isEmpty()) {
            result.put("risks", risks);
        }
        List<Map<String, Object>> findings = picture.controls().stream()
                .filter(control -> control.status().isAssessed())
                .map(this::finding)
                .toList();
        if (!findings.isEmpty()) {
            result.put("findings", findings);
        }
        return Map.of("import-ap", Map.of("href", "assessment-plan.json"), "results", List.of(result));
    }

    private Map<String, Object> observation(ControlView control) {
        Map<String, Object> observation = new LinkedHashMap<>();
        observation.put("uuid", uuid("observation " + control.id()));
        observation.put("title", control.id() + " " + line(control.title()));
        observation.put(
                "description",
                "Results of checks: %d pass, %d fail, %d excepted. Open findings: %d. Tests that had something to look at: %d of %d."
                        .formatted(
                                control.results().pass(),
                                control.results().fail(),
                                control.results().excepted(),
                                control.openFindings(),
                                control.tests().assessed(),
                                control.tests().total()));
        observation.put(
                "props",
                List.of(Map.of(
                        "name", "status", "ns", NS, "value", control.status().word())));
        observation.put("methods", List.of("TEST"));
        observation.put("types", List.of("control-objective"));
        observation.put("subjects", List.of(Map.of("subject-uuid", uuid("system"), "type", "component")));
        observation.put(
                "relevant-evidence",
                List.of(
                        Map.of("href", "../tables/check-results.jsonl", "description", "Results of checks."),
                        Map.of("href", "../tables/findings.jsonl", "description", "Findings and decisions.")));
        observation.put("collected", scope.to().toString());
        return observation;
    }

    private Map<String, Object> finding(ControlView control) {
        boolean satisfied = control.status() == ControlStatus.MET;
        Map<String, Object> finding = new LinkedHashMap<>();
        finding.put("uuid", uuid("finding " + control.id()));
        finding.put("title", control.id() + " " + line(control.title()));
        finding.put(
                "description",
                "The control is %s.".formatted(control.status().word().replace('_', ' ')));
        finding.put(
                "target",
                Map.of(
                        "type",
                        "objective-id",
                        "target-id",
                        objective(control.id()),
                        "status",
                        Map.of(
                                "state",
                                satisfied ? "satisfied" : "not-satisfied",
                                "reason",
                                satisfied ? "pass" : "fail")));
        finding.put("related-observations", List.of(Map.of("observation-uuid", uuid("observation " + control.id()))));
        if (isOpen(control)) {
            finding.put("related-risks", List.of(Map.of("risk-uuid", uuid("risk " + control.id()))));
        }
        return finding;
    }

    private Map<String, Object> poam() {
        Map<String, Object> poam = new LinkedHashMap<>();
        poam.put("import-ssp", Map.of("href", "ssp.json"));
        poam.put("system-id", systemId());
        List<ControlView> open =
                picture.controls().stream().filter(Oscal::isOpen).toList();
        List<Map<String, Object>> observations =
                new ArrayList<>(open.stream().map(this::observation).toList());
        List<Map<String, Object>> risks =
                new ArrayList<>(open.stream().map(this::risk).toList());
        List<Map<String, Object>> items =
                new ArrayList<>(open.stream().map(this::item).toList());
        picture.exceptions().forEach(exception -> {
            risks.add(accepted(exception));
            items.add(item(
                    "exception " + exception.id(),
                    "Exception: " + line(exception.title()),
                    "Accepted by %s until %s."
                            .formatted(line(String.valueOf(exception.decidedBy())), exception.expiresAt()),
                    List.of()));
        });
        if (items.isEmpty()) {
            // The schema asks for at least one item.
            items.add(item(
                    "nothing",
                    "Nothing is open",
                    "No assessed control is open and no exception is in force.",
                    List.of()));
        }
        if (!observations.isEmpty()) {
            poam.put("observations", observations);
        }
        if (!risks.isEmpty()) {
            poam.put("risks", risks);
        }
        poam.put("poam-items", items);
        return poam;
    }

    private Map<String, Object> risk(ControlView control) {
        Map<String, Object> risk = new LinkedHashMap<>();
        risk.put("uuid", uuid("risk " + control.id()));
        risk.put("title", control.id() + " is not fully met");
        risk.put("description", line(control.objective()));
        risk.put(
                "statement",
                "%d failing results of checks, %d open findings%s."
                        .formatted(
                                control.results().fail(),
                                control.openFindings(),
                                control.worst() == null ? "" : ", the gravest " + control.worst()));
        risk.put("status", "open");
        risk.put("related-observations", List.of(Map.of("observation-uuid", uuid("observation " + control.id()))));
        return risk;
    }

    private Map<String, Object> accepted(ExceptionView exception) {
        Map<String, Object> risk = new LinkedHashMap<>();
        risk.put("uuid", uuid("risk exception " + exception.id()));
        risk.put("title", "Exception: " + line(exception.title()));
        risk.put("description", "Covers " + line(exception.source()) + ".");
        risk.put("statement", line(exception.reason()));
        risk.put("status", "deviation-approved");
        risk.put("deadline", exception.expiresAt().toString());
        return risk;
    }

    private Map<String, Object> item(ControlView control) {
        return item(
                control.id(),
                control.id() + " " + line(control.title()),
                line(control.objective()),
                List.of(Map.of("observation-uuid", uuid("observation " + control.id()))));
    }

    private Map<String, Object> item(
            String name, String title, String description, List<Map<String, String>> observations) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("uuid", uuid("item " + name));
        item.put("title", title);
        item.put("description", description);
        if (!observations.isEmpty()) {
            item.put("related-observations", observations);
        }
        if (!name.equals("nothing")) {
            item.put("related-risks", List.of(Map.of("risk-uuid", uuid("risk " + name))));
        }
        return item;
    }

    static boolean isOpen(ControlView control) {
        return control.status().isAssessed() && control.status() != ControlStatus.MET;
    }

    private static String objective(String control) {
        return control + "_obj";
    }

    /** OSCAL's strings are one line without white space at the ends. */
    private static String line(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.isEmpty() ? "-" : line;
    }

    private String uuid(String name) {
        return named(scope.id() + " " + name).toString();
    }

    /** UUID version 5 (RFC 9562 §5.5): the only version beside 4 that OSCAL's schemas take. */
    private static UUID named(String name) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1").digest((NS + '\n' + name).getBytes(StandardCharsets.UTF_8));
            long high = 0;
            long low = 0;
            for (int i = 0; i < UUID_BYTES / 2; i++) {
                high = high << 8 | hash[i] & 0xFF;
                low = low << 8 | hash[i + UUID_BYTES / 2] & 0xFF;
            }
            return new UUID(high & ~0xF000L | 0x5000L, low & ~(3L << 62) | 1L << 63);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
