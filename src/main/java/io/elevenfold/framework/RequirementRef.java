package io.elevenfold.framework;

/**
 * Names one entry of one edition of a framework.
 *
 * @param framework the framework's id, for example {@code owasp-agentic-top10}
 * @param version the edition, for example {@code 2026}
 * @param id as the framework writes it, for example {@code ASI03}
 */
public record RequirementRef(String framework, String version, String id) {

    /** The edition that the entry stands in. */
    public Edition edition() {
        return new Edition(framework, version);
    }
}
