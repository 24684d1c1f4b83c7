package io.elevenfold.policy.quiz;

import io.elevenfold.ledger.Hashes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Questions of which a person answers some.
 *
 * @param draw how many are asked in one attempt
 * @param pass how many of them must be right
 * @param valid how long a pass counts
 */
public record Quiz(
        String id,
        int version,
        String title,
        String language,
        int draw,
        int pass,
        Duration valid,
        List<Question> questions) {

    public Quiz {
        questions = List.copyOf(questions);
    }

    /** The questions of one attempt: always the same for the same person, version and number, else others. */
    public List<Asked> drawFor(UUID person, int attempt) {
        String seed = "%s/%s/%d/%d".formatted(person, id, version, attempt);
        List<Asked> drawn = new ArrayList<>();
        List<Question> shuffled = questions.stream()
                .sorted(Comparator.comparingLong(question -> lot(seed, question.id())))
                .toList();
        for (Question question : shuffled.subList(0, draw)) {
            List<Integer> order = IntStream.range(0, question.options().size())
                    .boxed()
                    .sorted(Comparator.comparingLong(option -> lot(seed, question.id() + "/" + option)))
                    .toList();
            drawn.add(new Asked(question, order));
        }
        return List.copyOf(drawn);
    }

    private static long lot(String seed, String what) {
        byte[] hash = Hashes.plain((seed + "/" + what).getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(hash).getLong();
    }

    /**
     * A question as one person sees it.
     *
     * @param order the options' numbers in the order in which they are shown
     */
    public record Asked(Question question, List<Integer> order) {

        /** The options as they are shown; each keeps its number, which says nothing about being right. */
        public List<Option> options() {
            return order.stream()
                    .map(number -> new Option(number, question.options().get(number)))
                    .toList();
        }
    }

    public record Option(int number, String text) {}
}
