package io.elevenfold.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.finding.FindingKind;
import io.elevenfold.finding.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Verdict VERDICT = new Verdict(
            FindingKind.RULE,
            "rule",
            "Title",
            Severity.HIGH,
            4,
            List.of(),
            Map.of("command.segments", "rm -r -f /etc", "process.command_line", "rm -rf /etc && ls token=abc"));

    @Test
    void aDerivedFieldIsShownAsTheStoredEventGivesIt() {
        Activity stored = Activity.builder()
                .set(Field.PROCESS_COMMAND_LINE, "rm -rf /etc && ls token=[redacted]")
                .build();

        assertThat(VERDICT.protectedBy(stored).matched())
                .containsEntry("command.segments", "rm -r -f /etc")
                .containsEntry("process.command_line", "rm -rf /etc && ls token=[redacted]");
    }

    @Test
    void whatIsNotStoredIsNotShown() {
        assertThat(VERDICT.protectedBy(Activity.builder().build()).matched())
                .containsEntry("command.segments", "[not stored in this capture mode]")
                .containsEntry("process.command_line", "[not stored in this capture mode]");
    }
}
