package io.elevenfold.ingest.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.elevenfold.platform.content.ContentFiles;
import io.elevenfold.platform.content.ContentNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The posture reports of the sample organisation. A template for each level shows a machine with Claude Code; other
 * agents get the same settings in their own files.
 */
final class SamplePosture {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String TEMPLATE_AGENT = "claude-code#0";
    private static final String TEMPLATE_REPOSITORY = "repo-0a1b2c3d4e5f";

    private final SampleOrganisation organisation;
    private final LocalDate last;
    private final Map<String, String> templates = new LinkedHashMap<>();
    private final ContentNode agents = ContentFiles.document("sample/agents.yaml");

    SamplePosture(SampleOrganisation organisation, LocalDate last) {
        this.organisation = organisation;
        this.last = last;
        organisation.versions().keySet().forEach(level -> templates.put(level, resource("posture-" + level + ".json")));
    }

    /** All reports, in the order of their numbers for each endpoint. */
    List<SampleRequest> requests() {
        List<SampleRequest> requests = new ArrayList<>();
        for (SampleEndpoint endpoint : organisation.endpoints()) {
            for (int number = 0; number < endpoint.posture().size(); number++) {
                requests.add(report(endpoint, number));
            }
        }
        return requests;
    }

    private SampleRequest report(SampleEndpoint endpoint, int number) {
        int ago = SampleOrganisation.reportDay(number, endpoint.posture().size());
        Dice dice = Dice.of("report " + number + " of " + endpoint.host());
        Instant at = last.minusDays(ago)
                .atTime(LocalTime.of(5, dice.below(60), dice.below(60)))
                .toInstant(ZoneOffset.UTC);
        String level = endpoint.posture().get(number);
        String text = Objects.requireNonNull(templates.get(level), level)
                .replace(
                        TEMPLATE_REPOSITORY,
                        "repo-" + Dice.of(endpoint.person().repository()).hex(6))
                .replace(
                        "northwind/fleet-gateway",
                        "northwind/" + endpoint.person().repository());
        ObjectNode report = parse(text);
        report.put("report_id", dice.uuid().toString());
        report.put("sequence", number + 1);
        report.put("collected_at", at.toString());
        ObjectNode machine = (ObjectNode) report.get("endpoint");
        machine.put("id", "ep-" + Dice.of("collector of " + endpoint.host()).hex(16));
        machine.put("display_name", endpoint.host());
        machine.put("owner", "dir:sample-" + endpoint.person().login());
        machine.set("os", parse(agents.required("systems").required(endpoint.os())));
        agents(report, endpoint, level, ago);
        return new SampleRequest(
                endpoint.host(),
                SampleRequest.Door.POSTURE,
                "",
                at,
                report.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void agents(ObjectNode report, SampleEndpoint endpoint, String level, int ago) {
        String template = report.get("agents").get(0).toString();
        ArrayNode all = report.putArray("agents");
        List<String> keys = new ArrayList<>();
        for (String product : endpoint.agents()) {
            ContentNode known = agents.required("agents").required(product);
            ObjectNode agent = parse(template.replace("~/.claude/settings.json", known.text("settings"))
                    .replace("/.claude/settings", "/" + known.text("project"))
                    .replace(
                            "/Library/Application Support/ClaudeCode/managed-settings.json",
                            known.required("managed").text(endpoint.os()).replace("\\", "\\\\")));
            String id = known.text("id");
            keys.add(id + "#0");
            agent.put("key", id + "#0").put("id", id).put("surface", known.text("surface"));
            agent.put("version", organisation.version(endpoint, product, ago));
            if (!product.equals("claude-code")) {
                // What was seen in its files is told in Claude Code's words only.
                agent.putArray("observed");
                ((ObjectNode) agent.get("effective")).putNull("min_version_enforced");
                agent.putArray("launch_flags");
            }
            all.add(agent);
        }
        for (String list : List.of("mcp_servers", "extensions")) {
            report.get(list).forEach(entry -> rename((ArrayNode) entry.get("agents"), keys));
        }
        report.get("credentials").forEach(entry -> rename((ArrayNode) entry.get("reachable_by"), keys));
    }

    private static void rename(ArrayNode names, List<String> keys) {
        boolean named = false;
        for (JsonNode name : names) {
            named |= name.asText().equals(TEMPLATE_AGENT);
        }
        if (named) {
            names.removeAll();
            keys.forEach(names::add);
        }
    }

    private static ObjectNode parse(ContentNode node) {
        return MAPPER.valueToTree(node.value());
    }

    private static ObjectNode parse(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(
                Thread.currentThread().getContextClassLoader().getResourceAsStream("sample/" + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
