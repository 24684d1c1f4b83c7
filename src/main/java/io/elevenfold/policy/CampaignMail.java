package io.elevenfold.policy;

import io.elevenfold.identity.PersonView;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Writes what campaigns have to say. Mail passes through many hands, so it names the policy and the date only. */
@ApplicationScoped
class CampaignMail {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Sql sql;
    private final String address;

    /** @param address where people reach the console */
    CampaignMail(
            Sql sql,
            @ConfigProperty(name = "elevenfold.public-url", defaultValue = "http://localhost:8080") String address) {
        this.sql = sql;
        this.address = address.replaceAll("/+$", "");
    }

    void request(CampaignView campaign, PersonView person, Instant due, boolean isReminder, Instant now) {
        String subject =
                (isReminder ? "Reminder: please read and sign: " : "Please read and sign: ") + campaign.policy();
        String body =
                """
                Hello %s,

                please read and sign the policy "%s" by %s.
                It takes a few minutes:

                %s/me

                You get this mail because the campaign "%s" asks you. It stops when you have signed.
                """
                        .formatted(person.name(), campaign.policy(), DAY.format(due), address, campaign.name());
        queue(campaign.id(), person.id(), isReminder ? "reminder" : "request", person.email(), subject, body, now);
    }

    void escalation(CampaignView campaign, PersonView manager, List<PersonView> team, Instant now) {
        String names = team.stream().map(PersonView::name).sorted().collect(Collectors.joining("\n  "));
        String body =
                """
                Hello %s,

                the time to sign the policy "%s" is over, and these people of yours have not signed it yet:

                  %s

                Please talk to them. They find it at %s/me
                """
                        .formatted(manager.name(), campaign.policy(), names, address);
        queue(
                campaign.id(),
                manager.id(),
                "escalation",
                manager.email(),
                "Overdue in your team: " + campaign.policy(),
                body,
                now);
    }

    void review(String policy, UUID personId, String recipient, Instant due, Instant now) {
        String body =
                """
                The policy "%s" is to be reviewed by %s:

                %s/policies
                """
                        .formatted(policy, DAY.format(due), address);
        queue(null, personId, "review", recipient, "Please review: " + policy, body, now);
    }

    private void queue(
            @Nullable UUID campaign,
            UUID person,
            String kind,
            String recipient,
            String subject,
            String body,
            Instant now) {
        sql.update(
                "insert into mail (id, campaign_id, person_id, kind, recipient, subject, body, created_at, next_try_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                Arrays.asList(Ids.at(now), campaign, person, kind, recipient, oneLine(subject), body, now, now));
    }

    /** A line break would begin another header. */
    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
