package io.elevenfold.framework;

/**
 * One edition of a framework. An id without its version names nothing: editions reuse numbers for other things.
 *
 * @param framework the framework's id, for example {@code owasp-llm-top10}
 * @param version for example {@code 2026} or {@code r5}
 */
public record Edition(String framework, String version) {

    /** The entry of this edition that has an id; says nothing about whether there is one. */
    public RequirementRef requirement(String id) {
        return new RequirementRef(framework, version, id);
    }

    @Override
    public String toString() {
        return framework + " " + version;
    }
}
