package io.elevenfold.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each test breaks one line of content that is otherwise sound. */
class BrokenContentTest {

    private static final String REQUIREMENTS =
            """
            framework: old-list
            version: "2025"
            aliases: [the-list]
            family: OWASP
            title: A list
            licence: CC0
            source: a page
            superseded_by: {framework: old-list, version: "2026"}
            requirements:
              - {id: A, title: A heading, kind: group}
              - {id: A1, title: A risk, kind: risk, parent: A}
            ---
            framework: old-list
            version: "2026"
            aliases: [the-list]
            family: OWASP
            title: A newer list
            licence: CC0
            source: a page
            requirements:
              - {id: A1, title: Another risk, kind: risk}
            ---
            framework: other
            version: "1"
            family: OpenSSF
            title: Another framework
            licence: CC0
            source: a page
            requirements:
              - {id: P1, title: A practice, kind: practice}
            """;

    private static final String MAPPINGS =
            """
            framework: old-list
            version: "2025"
            mappings:
              - {control: L01-01, requirement: A1, relationship: supports, rationale: it helps}
              - {control: L02-01, requirement: A1, relationship: subset-of, rationale: it does a part}
            """;

    private final String layers = soundLayers();
    private final String controls = soundControls();

    @Test
    void soundContentIsAccepted() {
        FrameworkCatalog catalog = load(layers, controls, REQUIREMENTS, MAPPINGS);

        assertThat(catalog.layers()).hasSize(11);
        assertThat(catalog.mappings()).hasSize(2);
        assertThat(catalog.framework("the-list", null)).map(Framework::version).contains("2026");
    }

    @Test
    void aMisspeltKeyIsRefused() {
        refuseLayers(
                "    summary: sentence 1\n",
                "    sumary: x\n",
                "layers.yaml:4: unknown key 'sumary', one of number, name, summary, target");
        refuseControls(
                "    how: looking 1\n",
                "    hwo: x\n",
                "controls.yaml:7: unknown key 'hwo', one of id, title, objective, verified_by, how, posture_paths, data_needed");
        refuseRequirements(
                "licence: CC0",
                "license: CC0",
                "requirements.yaml:6: unknown key 'license', one of framework, version, aliases, family, title, licence, source, superseded_by, note, requirements");
        refuseRequirements(
                "title: A risk, kind",
                "title: A risk, sort",
                "requirements.yaml:11: unknown key 'sort', one of id, title, kind, parent, section, note");
        refuseMappings(
                "rationale: it helps",
                "reason: it helps",
                "mappings.yaml:4: unknown key 'reason', one of control, requirement, relationship, rationale");
    }

    @Test
    void aBlankTitleIsRefused() {
        refuseLayers("name: layer 1\n", "name: ''\n", "layers.yaml:3: expected a text");
        refuseControls("title: control 1\n", "title: ' '\n", "controls.yaml:4: expected a text");
        refuseRequirements("title: A list", "title: ''", "requirements.yaml:5: expected a text");
        refuseRequirements("title: A risk", "title: ''", "requirements.yaml:11: expected a text");
    }

    @Test
    void aMissingKeyIsRefused() {
        refuseControls("    data_needed: metadata\n", "", "controls.yaml:3: the key 'data_needed' is missing");
        refuseMappings(", rationale: it helps", "", "mappings.yaml:4: the key 'rationale' is missing");
    }

    @Test
    void anUnknownWordIsRefused() {
        refuseControls(
                "verified_by: [activity]",
                "verified_by: [faith]",
                "controls.yaml:6: unknown verification 'faith', one of posture, activity, attestation, manual");
        refuseRequirements(
                "family: OWASP",
                "family: Owasp",
                "requirements.yaml:4: unknown family 'Owasp', one of OWASP, OpenSSF, SAIF, NIST, MITRE, ISO, EU, MCP");
        refuseRequirements(
                "kind: risk, parent",
                "kind: danger, parent",
                "requirements.yaml:11: unknown kind 'danger', one of risk, control, practice, check, technique, component, requirement, group");
        refuseMappings(
                "subset-of",
                "partially",
                "mappings.yaml:5: unknown relationship 'partially', one of equal, subset-of, superset-of, intersects-with, supports");
    }

    @Test
    void onlyElevenLayersExist() {
        refuseLayers("number: 11\n", "number: 12\n", "layers.yaml:42: there is no layer 12, only 1 to 11");
        refuseLayers("number: 2\n", "number: two\n", "layers.yaml:6: expected a whole number, found 'two'");
        refuseLayers("number: 2\n", "number: 1\n", "layers.yaml:6: layer 1 stands already at layers.yaml:2");
        refuseControls("layer: 1\n", "layer: 0\n", "controls.yaml:1: there is no layer 0, only 1 to 11");
    }

    @Test
    void noLayerMayBeMissing() {
        String ten = layers.substring(0, layers.indexOf("  - number: 11"));

        refuse(ten, controls, REQUIREMENTS, MAPPINGS, "layers.yaml:2: layer 11 is missing");
    }

    @Test
    void aTargetIsAShare() {
        refuseLayers(
                "target: 0.9\n",
                "target: 90\n",
                "layers.yaml:5: the target '90' must be a number above 0 and at most 1");
        refuseLayers(
                "target: 0.9\n",
                "target: NaN\n",
                "layers.yaml:5: the target 'NaN' must be a number above 0 and at most 1");
        refuseLayers(
                "target: 0.9\n",
                "target: high\n",
                "layers.yaml:5: the target 'high' must be a number above 0 and at most 1");
    }

    @Test
    void aLayerNeedsAControl() {
        String withoutLast = controls.substring(0, controls.lastIndexOf("---"));

        refuse(layers, withoutLast, REQUIREMENTS, MAPPINGS, "layers.yaml:42: layer 11 has no control");
    }

    @Test
    void aControlsIdBeginsWithItsLayer() {
        refuseControls(
                "id: L02-01",
                "id: L03-01",
                "controls.yaml:12: the control id 'L03-01' in layer 2 must be 'L02-' and two digits");
        refuseControls(
                "id: L02-01",
                "id: L02-1",
                "controls.yaml:12: the control id 'L02-1' in layer 2 must be 'L02-' and two digits");
    }

    @Test
    void aControlStandsOnce() {
        String twice = controls + "---\n" + controls.substring(0, controls.indexOf("---"));

        refuse(
                layers,
                twice,
                REQUIREMENTS,
                MAPPINGS,
                "controls.yaml:102: the control 'L01-01' stands already at controls.yaml:3");
    }

    @Test
    void aControlIsVerifiedBySomething() {
        refuseControls(
                "verified_by: [activity]",
                "verified_by: []",
                "controls.yaml:6: a control that nothing verifies is no control");
    }

    @Test
    void posturePathsGoWithPosture() {
        String reason =
                "controls.yaml:3: posture_paths and the word posture in verified_by go together: both or neither";

        refuseControls("verified_by: [activity]", "verified_by: [posture]", reason);
        refuseControls("    how: looking 1\n", "    how: looking 1\n    posture_paths: [network.egress]\n", reason);
    }

    @Test
    void anEditionStandsOnce() {
        refuseRequirements(
                "version: \"2026\"\naliases",
                "version: \"2025\"\naliases",
                "requirements.yaml:13: old-list 2025 stands already at requirements.yaml:1");
    }

    @Test
    void namesFitIntoAddresses() {
        refuseRequirements(
                "framework: other",
                "framework: Other Things",
                "requirements.yaml:23: 'Other Things' may hold only a-z, 0-9, '.' and '-'");
        refuseRequirements(
                "aliases: [the-list]",
                "aliases: [the/list]",
                "requirements.yaml:3: 'the/list' may hold only a-z, 0-9, '.' and '-'");
    }

    @Test
    void anAliasBelongsToOneFramework() {
        refuseRequirements(
                "version: \"1\"\n",
                "version: \"1\"\naliases: [the-list]\n",
                "requirements.yaml:25: the name 'the-list' belongs to old-list 2025");
        refuseRequirements(
                "version: \"1\"\n",
                "version: \"1\"\naliases: [old-list]\n",
                "requirements.yaml:25: the name 'old-list' belongs to old-list 2026");
    }

    @Test
    void aSuccessorExists() {
        refuseRequirements(
                "{framework: old-list, version: \"2026\"}",
                "{framework: old-list, version: \"2027\"}",
                "requirements.yaml:8: there is no old-list 2027");
    }

    @Test
    void aRequirementStandsOnce() {
        refuseRequirements(
                "id: A1, title: A risk",
                "id: A, title: A risk",
                "requirements.yaml:11: the requirement 'A' stands already at requirements.yaml:10");
    }

    @Test
    void aParentStandsAbove() {
        refuseRequirements(
                "parent: A}", "parent: B}", "requirements.yaml:11: the parent 'B' does not stand above 'A1'");
        refuseRequirements(
                "parent: A}", "parent: A1}", "requirements.yaml:11: the parent 'A1' does not stand above 'A1'");
    }

    @Test
    void aFrameworkHasRequirements() {
        refuseRequirements(
                "requirements:\n  - {id: P1, title: A practice, kind: practice}\n",
                "requirements: []\n",
                "requirements.yaml:29: a framework without requirements");
    }

    @Test
    void aMappingLeadsFromAControlThatExists() {
        refuseMappings("control: L01-01", "control: L01-99", "mappings.yaml:4: there is no control 'L01-99'");
    }

    @Test
    void aMappingLeadsToAFrameworkThatExists() {
        refuseMappings(
                "framework: old-list", "framework: new-list", "mappings.yaml:1: there is no framework new-list 2025");
        refuseMappings(
                "version: \"2025\"", "version: \"2024\"", "mappings.yaml:1: there is no framework old-list 2024");
    }

    @Test
    void aMappingLeadsToARequirementThatExists() {
        refuseMappings("requirement: A1", "requirement: A2", "mappings.yaml:4: old-list 2025 has no requirement 'A2'");
    }

    @Test
    void aMappingDoesNotLeadToAHeading() {
        refuseMappings(
                "requirement: A1", "requirement: A", "mappings.yaml:4: 'A' is a heading, map to what stands below it");
    }

    @Test
    void aMappingStandsOnce() {
        refuseMappings(
                "control: L02-01",
                "control: L01-01",
                "mappings.yaml:5: L01-01 is already mapped to 'A1' at mappings.yaml:4");
    }

    @Test
    void anotherShapeIsRefused() {
        refuse("- 1\n", controls, REQUIREMENTS, MAPPINGS, "layers.yaml:1: expected a mapping of keys to values");
        refuse("layers: none\n", controls, REQUIREMENTS, MAPPINGS, "layers.yaml:1: expected a list");
    }

    private void refuseLayers(String sound, String broken, String message) {
        refuse(broken(layers, sound, broken), controls, REQUIREMENTS, MAPPINGS, message);
    }

    private void refuseControls(String sound, String broken, String message) {
        refuse(layers, broken(controls, sound, broken), REQUIREMENTS, MAPPINGS, message);
    }

    private void refuseRequirements(String sound, String broken, String message) {
        refuse(layers, controls, broken(REQUIREMENTS, sound, broken), MAPPINGS, message);
    }

    private void refuseMappings(String sound, String broken, String message) {
        refuse(layers, controls, REQUIREMENTS, broken(MAPPINGS, sound, broken), message);
    }

    private static void refuse(String layers, String controls, String requirements, String mappings, String message) {
        assertThatThrownBy(() -> load(layers, controls, requirements, mappings))
                .isInstanceOf(ContentException.class)
                .hasMessage(message);
    }

    private static String broken(String text, String sound, String broken) {
        assertThat(text).contains(sound);
        int at = text.indexOf(sound);
        return text.substring(0, at) + broken + text.substring(at + sound.length());
    }

    private static FrameworkCatalog load(String layers, String controls, String requirements, String mappings) {
        return new FrameworkCatalog(
                ContentNode.parse("layers.yaml", layers),
                ContentNode.parse("controls.yaml", controls),
                ContentNode.parse("requirements.yaml", requirements),
                ContentNode.parse("mappings.yaml", mappings));
    }

    private static String soundLayers() {
        StringBuilder text = new StringBuilder("layers:\n");
        for (int number = 1; number <= 11; number++) {
            text.append(
                    """
                      - number: %1$d
                        name: layer %1$d
                        summary: sentence %1$d
                        target: 0.9
                    """
                            .formatted(number));
        }
        return text.toString();
    }

    private static String soundControls() {
        List<String> documents = new ArrayList<>();
        for (int number = 1; number <= 11; number++) {
            documents.add(
                    """
                    layer: %1$d
                    controls:
                      - id: L%1$02d-01
                        title: control %1$d
                        objective: do %1$d
                        verified_by: [activity]
                        how: looking %1$d
                        data_needed: metadata
                    """
                            .formatted(number));
        }
        return String.join("---\n", documents);
    }
}
