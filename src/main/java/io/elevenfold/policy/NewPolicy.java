package io.elevenfold.policy;

import io.elevenfold.platform.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy is, apart from its text.
 *
 * @param quiz the quiz to pass before signing; null for none
 * @param reviewMonths months between reviews
 */
public record NewPolicy(String title, String summary, List<String> controls, @Nullable String quiz, int reviewMonths) {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_SUMMARY = 500;
    private static final int LONGEST_REVIEW = 60;

    public NewPolicy {
        title = title.strip();
        summary = summary.strip();
        controls = List.copyOf(controls);
        if (title.isEmpty() || title.length() > LONGEST_TITLE || title.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid(
                    "title: one line of 1 to %d characters is expected".formatted(LONGEST_TITLE));
        }
        if (summary.length() > LONGEST_SUMMARY) {
            throw ProblemException.invalid("summary: at most %d characters are expected".formatted(LONGEST_SUMMARY));
        }
        if (reviewMonths < 1 || reviewMonths > LONGEST_REVIEW) {
            throw ProblemException.invalid(
                    "review_months: a number from 1 to %d is expected".formatted(LONGEST_REVIEW));
        }
    }
}
