package io.elevenfold.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.List;

/** A small catalog without fault, and what becomes of it when one place is broken. */
final class SoundContent {

    static final String LAYERS = soundLayers();

    static final String CONTROLS = soundControls();

    static final String REQUIREMENTS =
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

    static final String MAPPINGS =
            """
            framework: old-list
            version: "2025"
            mappings:
              - {control: L01-01, requirement: A1, relationship: supports, rationale: it helps}
              - {control: L02-01, requirement: A1, relationship: subset-of, rationale: it does a part}
            """;

    private SoundContent() {}

    static void refuseLayers(String sound, String broken, String message) {
        refuse(broken(LAYERS, sound, broken), CONTROLS, REQUIREMENTS, MAPPINGS, message);
    }

    static void refuseControls(String sound, String broken, String message) {
        refuse(LAYERS, broken(CONTROLS, sound, broken), REQUIREMENTS, MAPPINGS, message);
    }

    static void refuseRequirements(String sound, String broken, String message) {
        refuse(LAYERS, CONTROLS, broken(REQUIREMENTS, sound, broken), MAPPINGS, message);
    }

    static void refuseMappings(String sound, String broken, String message) {
        refuse(LAYERS, CONTROLS, REQUIREMENTS, broken(MAPPINGS, sound, broken), message);
    }

    static void refuse(String layers, String controls, String requirements, String mappings, String message) {
        assertThatThrownBy(() -> load(layers, controls, requirements, mappings))
                .isInstanceOf(ContentException.class)
                .hasMessage(message);
    }

    private static String broken(String text, String sound, String broken) {
        assertThat(text).contains(sound);
        int at = text.indexOf(sound);
        return text.substring(0, at) + broken + text.substring(at + sound.length());
    }

    static FrameworkCatalog load(String layers, String controls, String requirements, String mappings) {
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
