package io.elevenfold.framework;

/**
 * A control of ours, set against a requirement.
 *
 * @param control the control's id
 * @param relationship read from the control to the requirement
 * @param rationale why, in a few words
 */
public record Mapping(String control, RequirementRef requirement, Relationship relationship, String rationale) {}
