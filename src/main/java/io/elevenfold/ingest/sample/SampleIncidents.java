package io.elevenfold.ingest.sample;

import io.elevenfold.platform.content.ContentFiles;
import io.elevenfold.platform.content.ContentNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The sessions of {@code sample/incidents.yaml}: what a security engineer would want to know about. */
final class SampleIncidents {

    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private SampleIncidents() {}

    static List<SampleSession> load(SampleOrganisation organisation, LocalDate last) {
        List<SampleSession> sessions = new ArrayList<>();
        for (ContentNode node : ContentFiles.document("sample/incidents.yaml").items()) {
            node.onlyKeys("endpoint", "agent", "day", "at", "mode", "account", "connects", "prompt", "steps");
            SampleEndpoint endpoint = organisation.endpoint(node.text("endpoint"));
            LocalDate day = workdaysBefore(last, node.required("day").number());
            String name = "incident on " + endpoint.host() + " on " + day;
            String account = node.textOrNull("account");
            Turn told = SampleWork.turn(node);
            Dice dice = Dice.of("secrets of " + name);
            sessions.add(new SampleSession(
                    name,
                    endpoint,
                    node.text("agent"),
                    organisation.version(endpoint, node.text("agent"), (int) ChronoUnit.DAYS.between(day, last)),
                    node.textOrNull("mode"),
                    account == null ? endpoint.person().email() : account,
                    node.textOrNull("connects"),
                    day.atTime(LocalTime.parse(node.text("at"))).toInstant(ZoneOffset.UTC),
                    List.of(new Turn(
                            told.prompt(),
                            told.steps().stream()
                                    .map(step -> step.withTarget(composed(step.target(), dice)))
                                    .toList()))));
        }
        return sessions;
    }

    /** Invented secrets, put together here so that no file holds what looks like one. */
    private static String composed(String text, Dice dice) {
        return text.replace("{aws-key-id}", "AK" + "IA" + dice.letters(CAPITALS, 16))
                .replace("{aws-secret}", dice.letters(LETTERS, 40))
                .replace("{github-token}", "gh" + "p_" + dice.letters(LETTERS, 36));
    }

    private static LocalDate workdaysBefore(LocalDate last, int workdays) {
        LocalDate day = last;
        int left = workdays;
        while (left > 0 || isWeekend(day)) {
            day = day.minusDays(1);
            if (!isWeekend(day)) {
                left--;
            }
        }
        return day;
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
