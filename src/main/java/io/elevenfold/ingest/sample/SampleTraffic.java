package io.elevenfold.ingest.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What the agents of the sample organisation send over thirty days, in the order of its arrival. */
final class SampleTraffic {

    static final int DAYS = 30;

    private static final int WORKDAYS_A_WEEK = 5;

    private static final Map<String, NativeForm> FORMS = Map.of(
            "claude-code", new ClaudeCodeForm(),
            "codex", new CodexForm(),
            "gemini-cli", new GeminiForm(),
            "copilot-cli", new CopilotForm());

    private final SampleOrganisation organisation;
    private final LocalDate last;
    private final SampleWork work = SampleWork.load();

    /** @param last the last of the thirty days */
    SampleTraffic(SampleOrganisation organisation, LocalDate last) {
        this.organisation = organisation;
        this.last = last;
    }

    List<SampleRequest> requests() {
        List<SampleRequest> requests = new ArrayList<>();
        sessions().forEach(session -> requests.addAll(form(session).write(session)));
        requests.sort(Comparator.comparing(SampleRequest::at));
        return requests;
    }

    private static NativeForm form(SampleSession session) {
        NativeForm form = FORMS.get(session.product());
        if (form == null) {
            throw new IllegalArgumentException("no telemetry of " + session.product());
        }
        return form;
    }

    private List<SampleSession> sessions() {
        List<SampleSession> sessions = new ArrayList<>(SampleIncidents.load(organisation, last));
        for (SampleEndpoint endpoint : organisation.endpoints()) {
            List<String> speaking =
                    endpoint.agents().stream().filter(FORMS::containsKey).toList();
            for (int ago = DAYS - 1; ago >= 0 && !speaking.isEmpty(); ago--) {
                day(endpoint, speaking, ago, sessions);
            }
        }
        return sessions;
    }

    private void day(SampleEndpoint endpoint, List<String> speaking, int ago, List<SampleSession> sessions) {
        LocalDate day = last.minusDays(ago);
        Dice dice = Dice.of(endpoint.host() + " on " + day);
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        int weekly = weekend ? endpoint.sessions() / 6 : endpoint.sessions();
        // Not more every day: as many whole ones as the week gives, and the rest by chance.
        int count = weekly / WORKDAYS_A_WEEK + (dice.below(WORKDAYS_A_WEEK) < weekly % WORKDAYS_A_WEEK ? 1 : 0);
        for (int i = 0; i < count; i++) {
            String product = speaking.size() > 1 && dice.oneIn(3) ? speaking.get(1) : speaking.get(0);
            sessions.add(new SampleSession(
                    endpoint.host() + " on " + day + ", session " + i,
                    endpoint,
                    product,
                    organisation.version(endpoint, product, ago),
                    mode(product, dice),
                    endpoint.person().email(),
                    null,
                    day.atTime(LocalTime.of(dice.between(7, 16), dice.below(60), dice.below(60)))
                            .toInstant(ZoneOffset.UTC),
                    turns(endpoint, dice)));
        }
    }

    private static @org.jspecify.annotations.Nullable String mode(String product, Dice dice) {
        return switch (product) {
            case "claude-code" -> dice.oneIn(6) ? "acceptEdits" : dice.oneIn(8) ? "plan" : null;
            case "gemini-cli" -> dice.oneIn(9) ? "autoEdit" : null;
            default -> null;
        };
    }

    private List<Turn> turns(SampleEndpoint endpoint, Dice dice) {
        List<Turn> turns = new ArrayList<>();
        for (int i = dice.between(1, 2); i > 0; i--) {
            Turn turn = dice.pick(work.of(endpoint.person().work()));
            turns.add(new Turn(
                    turn.prompt(),
                    turn.steps().stream().map(step -> answered(step, dice)).toList()));
        }
        return turns;
    }

    /** People say no now and then, and policy as well. */
    private static Step answered(Step step, Dice dice) {
        if (step.answer() == Step.Answer.PERSON) {
            return dice.oneIn(14) ? step.with(Step.Answer.REFUSED_BY_PERSON) : step;
        }
        boolean risky = step.kind() == Step.Kind.SHELL || step.kind() == Step.Kind.MCP;
        return risky && dice.oneIn(60) ? step.with(Step.Answer.REFUSED_BY_POLICY) : step;
    }
}
