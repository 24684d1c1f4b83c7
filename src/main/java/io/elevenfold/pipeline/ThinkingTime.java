package io.elevenfold.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How long a person took for an answer, by what was told of a session: never less than it was. Where question and answer
 * come by one channel, one clock told both. Else the question is timed by our clock and the answer by the machine's; the
 * two may differ by no more than the youngest event of the answer's request was old when it arrived, so that much is added.
 *
 * <p>Questions that carry no call's id are answered in their order, each by an answer about the same. Without a question
 * there is no time.
 */
final class ThinkingTime {

    static final Duration LONGEST = Duration.ofHours(1);

    private ThinkingTime() {}

    /**
     * @param answer heard just now
     * @param youngest the latest time of the events that came with it by its channel
     * @param said the session's other events, in any order; may hold the answer itself
     */
    static Optional<Duration> of(Said answer, Instant youngest, List<Said> said) {
        Duration age = Duration.between(youngest, answer.heard());
        Instant atLatest = age.isNegative() ? answer.at() : answer.at().plus(age);
        Set<String> channels = new TreeSet<>();
        said.stream().filter(each -> each.what() == Said.What.QUESTION).forEach(each -> channels.add(each.channel()));
        if (channels.contains(answer.channel())) {
            Optional<Duration> byOneClock = since(question(answer, answer.at(), answer.channel(), said), answer.at());
            if (byOneClock.isPresent()) {
                return byOneClock;
            }
            channels.remove(answer.channel());
        }
        return channels.stream()
                .flatMap(channel -> since(question(answer, atLatest, channel, said), atLatest).stream())
                .min(Comparator.naturalOrder());
    }

    private static Optional<Duration> since(Optional<Said> question, Instant answered) {
        return question.map(each -> Duration.between(each.at(), answered)).filter(time -> time.compareTo(LONGEST) <= 0);
    }

    /** The first question of a channel that is still open and that the answer may be to. */
    private static Optional<Said> question(Said answer, Instant answered, String channel, List<Said> said) {
        List<Said> open = new ArrayList<>();
        List<Said> answers = new ArrayList<>(List.of(answer));
        List<Said> ordered = said.stream()
                .filter(each -> isBefore(each, answer))
                .distinct()
                .sorted(Comparator.comparing((Said each) -> time(each, channel)).thenComparing(Said::at))
                .toList();
        for (Said each : ordered) {
            switch (each.what()) {
                case QUESTION -> {
                    if (each.channel().equals(channel) && !each.at().isAfter(answered)) {
                        open.add(each);
                    }
                }
                case PROMPT -> {
                    if (each.channel().equals(channel)) {
                        open.clear();
                    }
                }
                case ANSWER -> {
                    if (answers.stream().noneMatch(each::repeats)) {
                        answers.add(each);
                        open.stream()
                                .filter(question -> question.isAnsweredBy(each))
                                .findFirst()
                                .ifPresent(open::remove);
                    }
                }
            }
        }
        return open.stream().filter(question -> question.isAnsweredBy(answer)).findFirst();
    }

    private static boolean isBefore(Said other, Said answer) {
        return other.what() != Said.What.ANSWER
                || !other.channel().equals(answer.channel())
                || other.at().isBefore(answer.at());
    }

    private static Instant time(Said each, String channel) {
        return each.channel().equals(channel) ? each.at() : each.heard();
    }
}
