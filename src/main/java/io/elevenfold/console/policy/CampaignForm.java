package io.elevenfold.console.policy;

import io.elevenfold.console.Asked;
import io.elevenfold.platform.AsOf;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.policy.Audience;
import io.elevenfold.policy.NewCampaign;
import io.elevenfold.policy.QuietHours;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** What the page of a new campaign sends. */
public class CampaignForm {

    @RestForm
    @Nullable
    UUID policy;

    @RestForm
    @Nullable
    String name;

    @RestForm
    @Nullable
    String teams;

    @RestForm
    List<String> roles = List.of();

    @RestForm
    @Nullable
    String agents;

    @RestForm
    @Nullable
    String due;

    @RestForm
    int grace;

    @RestForm
    int remind;

    @RestForm
    int escalate;

    @RestForm
    @Nullable
    String quietFrom;

    @RestForm
    @Nullable
    String quietTo;

    @RestForm
    @Nullable
    String weekend;

    @RestForm
    @Nullable
    String zone;

    NewCampaign campaign() {
        Instant dueAt = AsOf.parse(due);
        if (policy == null || dueAt == null) {
            throw ProblemException.invalid("policy, due: a policy and a date are expected");
        }
        return new NewCampaign(
                policy,
                Asked.orEmpty(name),
                audience(Asked.orEmpty(teams), roles, Asked.orEmpty(agents)),
                dueAt,
                grace,
                remind,
                escalate,
                quiet());
    }

    static Audience audience(String teams, List<String> roles, String agents) {
        return new Audience(split(teams), roles, split(agents));
    }

    private QuietHours quiet() {
        try {
            return new QuietHours(
                    LocalTime.parse(Asked.orEmpty(quietFrom)),
                    LocalTime.parse(Asked.orEmpty(quietTo)),
                    "yes".equals(weekend),
                    ZoneId.of(Asked.orEmpty(zone).strip()));
        } catch (DateTimeException e) {
            throw ProblemException.invalid(
                    "quiet hours: times such as 20:00 and a zone such as Europe/Berlin are expected");
        }
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
