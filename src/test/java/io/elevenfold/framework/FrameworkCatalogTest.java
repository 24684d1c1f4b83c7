package io.elevenfold.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameworkCatalogTest {

    private static final FrameworkCatalog CATALOG = FrameworkCatalog.load();

    @Test
    void aFrameworkIsFoundUnderEachOfItsNames() {
        Edition sp80053 = new Edition("nist-sp-800-53", "r5");

        assertThat(List.of("nist-sp-800-53", "nist-sp-800-53r5", " NIST-SP-800-53r5 ", "800-53"))
                .allSatisfy(name -> assertThat(CATALOG.framework(name, null))
                        .map(Framework::edition)
                        .contains(sp80053));
        assertThat(CATALOG.framework("nist-sp-800-53", "r4")).isEmpty();
        assertThat(CATALOG.framework("no-such-framework", null)).isEmpty();
        assertThat(CATALOG.framework("", null)).isEmpty();
    }

    @Test
    void anAliasOfOneEditionNamesThatEdition() {
        assertThat(version("owasp-llm-top10-2025")).isEqualTo("2025");
        assertThat(version("owasp-llm-top10-2026")).isEqualTo("2026");
        assertThat(CATALOG.framework("owasp-llm-top10-2025", "2026")).isEmpty();
    }

    @Test
    void anAliasOfSeveralEditionsNamesTheNewest() {
        assertThat(version("owasp-llm")).isEqualTo("2026");
        assertThat(CATALOG.framework("owasp-llm", "2025"))
                .map(Framework::version)
                .contains("2025");
    }

    @Test
    void frameworksStandByFamilyAndIdWithTheNewestEditionFirst() {
        assertThat(CATALOG.frameworks())
                .extracting(Framework::family)
                .isSorted()
                .startsWith(Family.OWASP)
                .endsWith(Family.MCP);
        assertThat(CATALOG.frameworks())
                .extracting(Framework::edition)
                .containsSubsequence(
                        new Edition("owasp-agentic-top10", "2026"),
                        new Edition("owasp-llm-top10", "2026"),
                        new Edition("owasp-llm-top10", "2025"),
                        new Edition("openssf-scorecard", "5.5.0"),
                        new Edition("saif", "2026-08-19"));
    }

    @Test
    void mappingsAreReadFromEitherSide() {
        RequirementRef goalHijack = new RequirementRef("owasp-agentic-top10", "2026", "ASI01");

        List<Mapping> to = CATALOG.mappingsTo(goalHijack);

        assertThat(to).extracting(Mapping::control).isSorted().contains("L07-01", "L10-05");
        assertThat(to).allSatisfy(mapping -> assertThat(CATALOG.mappingsOf(mapping.control()))
                .contains(mapping));
        assertThat(CATALOG.mappingsOf("L10-05"))
                .filteredOn(mapping -> mapping.requirement().equals(goalHijack))
                .containsExactly(new Mapping("L10-05", goalHijack, Relationship.SUPPORTS, "hijack detected"));
    }

    @Test
    void whatDoesNotExistMapsToNothing() {
        assertThat(CATALOG.mappingsOf("L99-01")).isEmpty();
        assertThat(CATALOG.mappingsTo(new RequirementRef("owasp-agentic-top10", "2026", "ASI99")))
                .isEmpty();
        assertThat(CATALOG.requirementsOf(List.of("L99-01"))).isEmpty();
        assertThat(CATALOG.requirement(new RequirementRef("owasp-agentic-top10", "2025", "ASI01")))
                .isEmpty();
        assertThat(CATALOG.controls(12)).isEmpty();
        assertThatThrownBy(() -> CATALOG.layer(12)).hasMessage("not a layer: 12");
    }

    @Test
    void requirementsOfSeveralControlsComeOnceAndInOrder() {
        List<RequirementRef> both = CATALOG.requirementsOf(List.of("L05-01", "L05-02", "L05-01"));

        assertThat(both).doesNotHaveDuplicates();
        assertThat(both).containsAll(CATALOG.requirementsOf(List.of("L05-01")));
        assertThat(both).containsAll(CATALOG.requirementsOf(List.of("L05-02")));
        assertThat(both)
                .containsSubsequence(
                        new RequirementRef("owasp-agentic-top10", "2026", "ASI03"),
                        new RequirementRef("owasp-llm-top10", "2026", "LLM02:2026"),
                        new RequirementRef("openssf-secure-ai-dev-guide", "2026-07-01", "USE-03"),
                        new RequirementRef("saif", "2026-08-19", "controlAgentCredentialIsolation"),
                        new RequirementRef("nist-sp-800-53", "r5", "IA-5"),
                        new RequirementRef("nist-sp-800-53", "r5", "IA-5(7)"));
    }

    @Test
    void theFourFamiliesAreShownEvenWhereNothingMaps() {
        Map<Family, List<MappedRequirement>> none = CATALOG.requirementsByFamily(List.of());
        Map<Family, List<MappedRequirement>> approval = CATALOG.requirementsByFamily(List.of("L06-03"));

        assertThat(none).containsOnlyKeys(Family.OWASP, Family.OPENSSF, Family.SAIF, Family.NIST);
        assertThat(none.values()).allSatisfy(list -> assertThat(list).isEmpty());
        assertThat(approval.get(Family.OPENSSF)).isEmpty();
        assertThat(approval.get(Family.OWASP)).first().satisfies(mapped -> {
            assertThat(mapped.requirement()).isEqualTo(new RequirementRef("owasp-agentic-top10", "2026", "ASI09"));
            assertThat(mapped.title()).isEqualTo("Human-Agent Trust Exploitation");
            assertThat(mapped.mappings()).extracting(Mapping::control).containsExactly("L06-03");
        });
    }

    @Test
    void otherFamiliesAreShownWhereSomethingMaps() {
        assertThat(CATALOG.requirementsByFamily(List.of("L01-03"))).containsKey(Family.MITRE);
        assertThat(CATALOG.requirementsByFamily(List.of("L05-02", "L05-01")).get(Family.OWASP))
                .filteredOn(mapped -> mapped.requirement().id().equals("ASI03"))
                .singleElement()
                .satisfies(mapped -> assertThat(mapped.mappings())
                        .extracting(Mapping::control)
                        .containsExactly("L05-01", "L05-02"));
    }

    @Test
    void nobodyCanChangeTheCatalog() {
        assertThatThrownBy(() -> CATALOG.frameworks().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> CATALOG.mappingsOf("L01-01").clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> CATALOG.controls().get(0).verifiedBy().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static String version(String name) {
        return CATALOG.framework(name, null).orElseThrow().version();
    }
}
