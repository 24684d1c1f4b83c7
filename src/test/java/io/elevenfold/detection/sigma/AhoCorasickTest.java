package io.elevenfold.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AhoCorasickTest {

    @Test
    void everyPlaceOfEveryWordIsFoundInTextsOfAnyLength() {
        Random random = new Random(3);
        for (int round = 0; round < 400; round++) {
            List<String> words = new ArrayList<>(new TreeSet<>(IntStream.range(0, 1 + random.nextInt(30))
                    .mapToObj(i -> text(random, 1 + random.nextInt(30)))
                    .toList()));
            String text = text(random, random.nextInt(600));
            List<String> found = new ArrayList<>();
            LiteralFinder.Listener listener = (word, in, from, bits) -> {
                // Of a long word only the beginning is looked for.
                if (in.startsWith(words.get(word), from)) {
                    found.add(words.get(word) + "@" + from);
                }
            };

            AhoCorasick.of(words, listener).find(text, new long[0]);

            List<String> expected = new ArrayList<>();
            for (String word : words) {
                for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
                    expected.add(word + "@" + at);
                }
            }
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void moreScriptsThanThereAreClassesDoNotHideAWord() {
        List<String> words = IntStream.range(0x400, 0x700)
                .mapToObj(c -> Folding.loose("x" + (char) c))
                .toList();
        TreeSet<Integer> found = new TreeSet<>();

        AhoCorasick.of(words, (word, in, from, bits) -> found.add(word)).find("... x\u0416 ...", new long[0]);

        assertThat(found).contains(words.indexOf(Folding.loose("x\u0416")));
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("aaabbc \u0436".charAt(random.nextInt(8)));
        }
        return text.toString();
    }
}
