package io.elevenfold.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AhoCorasickTest {

    @Test
    void everyWordThatStandsInATextOfAnyLengthIsFoundAndNoOther() {
        Random random = new Random(3);
        for (int round = 0; round < 400; round++) {
            List<String> words = new ArrayList<>(new TreeSet<>(IntStream.range(0, 1 + random.nextInt(30))
                    .mapToObj(i -> text(random, 1 + random.nextInt(30)))
                    .toList()));
            String text = text(random, random.nextInt(600));

            assertThat(found(words, text))
                    .containsExactlyElementsOf(
                            words.stream().filter(text::contains).toList());
        }
    }

    @Test
    void aWordIsFoundOnlyWhereItsMarksHold() {
        Random random = new Random(4);
        String marks = "" + Literals.EDGE + Literals.BEGIN + Literals.END;
        for (int round = 0; round < 2_000; round++) {
            String word = text(random, 1 + random.nextInt(3));
            String first = random.nextBoolean() ? marks.substring(0, 1 + random.nextInt(2)) : "";
            first = first.isEmpty() ? first : first.substring(first.length() - 1);
            String last =
                    random.nextBoolean() ? (random.nextBoolean() ? marks.substring(0, 1) : marks.substring(2)) : "";
            String text = text(random, random.nextInt(120));
            Pattern expected = Pattern.compile(written(first) + Pattern.quote(word) + written(last));

            assertThat(!found(List.of(first + word + last), text).isEmpty())
                    .as("%s in '%s'", expected, text)
                    .isEqualTo(expected.matcher(text).find());
        }
    }

    @Test
    void moreScriptsThanThereAreClassesDoNotHideAWord() {
        List<String> words = IntStream.range(0x400, 0x700)
                .mapToObj(c -> Folding.loose("x" + (char) c))
                .toList();

        assertThat(found(words, "... x\u0416 ...")).containsOnly(Folding.loose("x\u0416"));
    }

    private static List<String> found(List<String> words, String text) {
        List<Word> looked = IntStream.range(0, words.size())
                .mapToObj(i -> Word.hint(words.get(i), i))
                .toList();
        long[] found = new long[words.size() / Long.SIZE + 1];
        new AhoCorasick(looked).find(text, found);
        return BitSet.valueOf(found).stream().mapToObj(words::get).toList();
    }

    private static String written(String mark) {
        return mark.isEmpty()
                ? ""
                : switch (mark.charAt(0)) {
                    case Literals.EDGE -> "(?:(?<![A-Za-z0-9_])(?=[A-Za-z0-9_])|(?<=[A-Za-z0-9_])(?![A-Za-z0-9_]))";
                    case Literals.BEGIN -> "(?m:^)";
                    default -> "(?m:$)";
                };
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("aaabbc \u0436".charAt(random.nextInt(8)));
        }
        return text.toString();
    }
}
