package io.elevenfold.framework;

import static io.elevenfold.framework.SoundContent.CONTROLS;
import static io.elevenfold.framework.SoundContent.LAYERS;
import static io.elevenfold.framework.SoundContent.MAPPINGS;
import static io.elevenfold.framework.SoundContent.REQUIREMENTS;
import static io.elevenfold.framework.SoundContent.load;
import static io.elevenfold.framework.SoundContent.refuseMappings;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each test breaks one line of mappings that are otherwise sound. */
class BrokenMappingsTest {

    @Test
    void soundContentIsAccepted() {
        FrameworkCatalog catalog = load(LAYERS, CONTROLS, REQUIREMENTS, MAPPINGS);

        assertThat(catalog.layers()).hasSize(11);
        assertThat(catalog.mappings()).hasSize(2);
        assertThat(catalog.framework("the-list", null)).map(Framework::version).contains("2026");
    }

    @Test
    void aMisspeltKeyIsRefused() {
        refuseMappings(
                "rationale: it helps",
                "reason: it helps",
                "mappings.yaml:4: unknown key 'reason', one of control, requirement, relationship, rationale");
    }

    @Test
    void aMissingKeyIsRefused() {
        refuseMappings(", rationale: it helps", "", "mappings.yaml:4: the key 'rationale' is missing");
    }

    @Test
    void anUnknownWordIsRefused() {
        refuseMappings(
                "subset-of",
                "partially",
                "mappings.yaml:5: unknown relationship 'partially', one of equal, subset-of, superset-of, intersects-with, supports");
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
}
