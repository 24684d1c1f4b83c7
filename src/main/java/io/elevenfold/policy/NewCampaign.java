package io.elevenfold.policy;

import io.elevenfold.platform.ProblemException;
import java.time.Instant;
import java.util.UUID;

/**
 * What somebody asks of an audience.
 *
 * @param graceDays what newcomers, and everybody after a material change, have at least
 * @param remindEveryDays days between two mails to the same person
 * @param escalateAfterDays days after the due date, before the manager learns of it
 */
public record NewCampaign(
        UUID policyId,
        String name,
        Audience audience,
        Instant dueAt,
        int graceDays,
        int remindEveryDays,
        int escalateAfterDays,
        QuietHours quiet) {

    private static final int LONGEST_NAME = 200;

    public NewCampaign {
        name = name.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("name: one line of 1 to %d characters is expected".formatted(LONGEST_NAME));
        }
        between("grace_days", graceDays, 1, 365);
        between("remind_every_days", remindEveryDays, 1, 90);
        between("escalate_after_days", escalateAfterDays, 0, 365);
    }

    private static void between(String field, int number, int least, int most) {
        if (number < least || number > most) {
            throw ProblemException.invalid("%s: a number from %d to %d is expected".formatted(field, least, most));
        }
    }
}
