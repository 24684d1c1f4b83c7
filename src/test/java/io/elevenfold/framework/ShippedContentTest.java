package io.elevenfold.framework;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShippedContentTest {

    private static final FrameworkCatalog CATALOG = FrameworkCatalog.load();

    @Test
    void elevenLayersHoldEightyControls() {
        assertThat(CATALOG.layers()).extracting(Layer::number).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(CATALOG.layer(7).name()).isEqualTo("Prompt Injection Defense");
        assertThat(CATALOG.layers())
                .allSatisfy(layer -> assertThat(layer.target()).isEqualTo(0.9));
        assertThat(CATALOG.controls()).hasSize(80);
        assertThat(CATALOG.layers())
                .extracting(layer -> CATALOG.controls(layer.number()).size())
                .containsExactly(7, 5, 6, 7, 7, 7, 8, 9, 8, 7, 9);
    }

    @Test
    void aControlSaysHowItIsVerified() {
        assertThat(CATALOG.control("L02-04")).hasValueSatisfying(control -> {
            assertThat(control.title()).isEqualTo("Unprivileged agent account");
            assertThat(control.verifiedBy()).containsExactly(Verification.POSTURE, Verification.ACTIVITY);
            assertThat(control.posturePaths()).containsExactly("agents[].runs_as_root", "endpoint.user_is_admin");
            assertThat(control.dataNeeded()).isEqualTo("metadata");
        });
        assertThat(CATALOG.control("L99-01")).isEmpty();
    }

    @Test
    void onlyTheRiskAssessmentRestsOnManualEvidenceAlone() {
        assertThat(CATALOG.controls())
                .filteredOn(control -> control.verifiedBy().equals(Set.of(Verification.MANUAL)))
                .extracting(Control::id)
                .containsExactly("L11-03");
    }

    @Test
    void theClassesOfEvidenceAreAsTheCatalogueSays() {
        Map<Verification, Long> used = new TreeMap<>(CATALOG.controls().stream()
                .flatMap(control -> control.verifiedBy().stream())
                .collect(groupingBy(word -> word, counting())));

        assertThat(used)
                .containsExactly(
                        entry(Verification.POSTURE, 60L),
                        entry(Verification.ACTIVITY, 52L),
                        entry(Verification.ATTESTATION, 32L),
                        entry(Verification.MANUAL, 12L));
    }

    @Test
    void twentyEightTablesHoldTheRequirements() {
        assertThat(CATALOG.frameworks()).hasSize(28);
        assertThat(CATALOG.frameworks().stream()
                        .mapToInt(framework -> framework.requirements().size())
                        .sum())
                .isEqualTo(2253);
    }

    @Test
    void theCrosswalkIsComplete() {
        Map<Family, Long> byFamily =
                new TreeMap<>(CATALOG.mappings().stream().collect(groupingBy(this::family, counting())));
        Map<Relationship, Long> byRelationship =
                new TreeMap<>(CATALOG.mappings().stream().collect(groupingBy(Mapping::relationship, counting())));

        assertThat(CATALOG.mappings()).hasSize(1134);
        assertThat(byFamily)
                .containsExactly(
                        entry(Family.OWASP, 419L),
                        entry(Family.OPENSSF, 135L),
                        entry(Family.SAIF, 139L),
                        entry(Family.NIST, 368L),
                        entry(Family.MITRE, 49L),
                        entry(Family.ISO, 10L),
                        entry(Family.EU, 6L),
                        entry(Family.MCP, 8L));
        assertThat(byRelationship)
                .containsExactly(
                        entry(Relationship.EQUAL, 5L),
                        entry(Relationship.SUBSET_OF, 367L),
                        entry(Relationship.SUPERSET_OF, 14L),
                        entry(Relationship.INTERSECTS_WITH, 369L),
                        entry(Relationship.SUPPORTS, 379L));
    }

    @Test
    void fiveControlsHaveNoTruthfulMappingToOpenSsf() {
        assertThat(withoutMappingTo(Family.OPENSSF)).containsExactly("L06-03", "L07-07", "L07-08", "L11-02", "L11-05");
        assertThat(withoutMappingTo(Family.OWASP)).isEmpty();
        assertThat(withoutMappingTo(Family.SAIF)).isEmpty();
        assertThat(withoutMappingTo(Family.NIST)).isEmpty();
    }

    @Test
    void aPassingControlRarelySatisfiesARequirementAlone() {
        assertThat(CATALOG.mappings())
                .filteredOn(mapping -> mapping.relationship().satisfiesAlone())
                .hasSize(19)
                .anySatisfy(mapping -> {
                    assertThat(mapping.control()).isEqualTo("L08-01");
                    assertThat(mapping.requirement())
                            .isEqualTo(
                                    new RequirementRef("owasp-secure-coding-with-ai-cheatsheet", "2026-07-23", "S1"));
                    assertThat(mapping.relationship()).isEqualTo(Relationship.EQUAL);
                });
    }

    @Test
    void bothEditionsOfTheLlmTopTenAreThereAndOnlyTheNewIsMapped() {
        Framework newest = CATALOG.framework("owasp-llm-top10", null).orElseThrow();
        Framework old = CATALOG.framework("owasp-llm-top10", "2025").orElseThrow();

        assertThat(newest.version()).isEqualTo("2026");
        assertThat(newest.isSuperseded()).isFalse();
        assertThat(old.supersededBy()).isEqualTo(newest.edition());
        assertThat(title(old.edition().requirement("LLM03:2025"))).isEqualTo("Supply Chain");
        assertThat(title(newest.edition().requirement("LLM03:2026"))).isEqualTo("Excessive Agency");
        assertThat(old.requirements()).allSatisfy(requirement -> assertThat(
                        CATALOG.mappingsTo(old.edition().requirement(requirement.id())))
                .isEmpty());
        assertThat(CATALOG.mappingsTo(newest.edition().requirement("LLM03:2026")))
                .isNotEmpty();
    }

    @Test
    void noSupersededEditionIsMapped() {
        assertThat(CATALOG.frameworks())
                .filteredOn(Framework::isSuperseded)
                .hasSize(2)
                .allSatisfy(framework -> assertThat(CATALOG.mappings())
                        .noneMatch(mapping -> mapping.requirement().edition().equals(framework.edition())));
    }

    @Test
    void noTitleOfIsoOrTheMcpTopTenIsFollowedByMore() {
        assertThat(List.of("iso-42001", "owasp-mcp-top10")).allSatisfy(id -> assertThat(
                        CATALOG.framework(id, null).orElseThrow().requirements())
                .allSatisfy(requirement -> {
                    assertThat(requirement.section()).isNull();
                    assertThat(requirement.note()).isNull();
                }));
    }

    private List<String> withoutMappingTo(Family family) {
        return CATALOG.controls().stream()
                .map(Control::id)
                .filter(id ->
                        CATALOG.requirementsByFamily(List.of(id)).get(family).isEmpty())
                .toList();
    }

    private Family family(Mapping mapping) {
        return CATALOG.framework(
                        mapping.requirement().framework(), mapping.requirement().version())
                .orElseThrow()
                .family();
    }

    private static String title(RequirementRef reference) {
        return CATALOG.requirement(reference).orElseThrow().title();
    }
}
