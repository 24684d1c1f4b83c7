package io.elevenfold.framework;

import static io.elevenfold.framework.SoundContent.refuseRequirements;

import org.junit.jupiter.api.Test;

/** Each test breaks one line of requirements that are otherwise sound. */
class BrokenRequirementsTest {

    @Test
    void aMisspeltKeyIsRefused() {
        refuseRequirements(
                "licence: CC0",
                "license: CC0",
                "requirements.yaml:6: unknown key 'license', one of framework, version, aliases, family, title, licence, source, superseded_by, note, requirements");
        refuseRequirements(
                "title: A risk, kind",
                "title: A risk, sort",
                "requirements.yaml:11: unknown key 'sort', one of id, title, kind, parent, section, note");
    }

    @Test
    void aBlankTitleIsRefused() {
        refuseRequirements("title: A list", "title: ''", "requirements.yaml:5: expected a text");
        refuseRequirements("title: A risk", "title: ''", "requirements.yaml:11: expected a text");
    }

    @Test
    void anUnknownWordIsRefused() {
        refuseRequirements(
                "family: OWASP",
                "family: Owasp",
                "requirements.yaml:4: unknown family 'Owasp', one of OWASP, OpenSSF, SAIF, NIST, MITRE, ISO, EU, MCP");
        refuseRequirements(
                "kind: risk, parent",
                "kind: danger, parent",
                "requirements.yaml:11: unknown kind 'danger', one of risk, control, practice, check, technique, component, requirement, group");
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
}
