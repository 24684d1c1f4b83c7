package io.elevenfold.posture.check;

import io.elevenfold.posture.ResultState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An example that a check carries with it, and the build tries.
 *
 * @param name what is tried
 * @param base file stem of a report in {@code frameworks/checks/base/}
 * @param set values by JSON Pointer that are changed in the report; a last step of {@code -} appends
 * @param org values that are changed in the shipped organisation policy
 * @param subject the subject that is meant; null means every subject to which the check applies
 * @param expect the state that must come out
 */
public record Fixture(
        String name,
        String base,
        Map<String, @Nullable Object> set,
        Map<String, @Nullable Object> org,
        @Nullable String subject,
        ResultState expect) {}
