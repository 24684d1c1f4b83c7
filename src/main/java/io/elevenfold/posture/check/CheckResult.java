package io.elevenfold.posture.check;

import io.elevenfold.posture.ResultState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a check says of one subject in one report.
 *
 * @param checkId the check
 * @param subjectKey which agent, server, repository …; empty for the report itself, and where nothing applies
 * @param state never excepted or pending: those are decided by others
 * @param expected what would be right
 * @param observed the evidence: expression to value (String, Long, Double, Boolean, list, map or null)
 * @param source where the decisive value was set, as far as the report tells; else its place in the report
 * @param reason why there is no verdict; null when there is one
 */
public record CheckResult(
        String checkId,
        String subjectKey,
        ResultState state,
        String expected,
        Map<String, @Nullable Object> observed,
        String source,
        @Nullable String reason) {}
