package io.elevenfold.forwarding.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the other tests say of the corpus, they say of every line of every mapping. */
class MappingCoverageTest {

    @ParameterizedTest
    @ValueSource(strings = {"ocsf", "ecs", "cef", "leef"})
    void theCorpusUsesEveryLineOfTheMappingAndEveryWordOfItsTables(String format) {
        Mapping mapping = Mapping.read(format + ".yaml");
        List<Outgoing> corpus = Corpus.all();
        List<Map<String, Object>> all = corpus.stream().map(Outgoing::fields).toList();
        List<String> unused = new ArrayList<>();
        for (Mapping.EventClass each : mapping.classes()) {
            List<Map<String, Object>> own = corpus.stream()
                    .filter(record -> mapping.classOf(record).name().equals(each.name()))
                    .map(Outgoing::fields)
                    .toList();
            for (FieldRule rule : each.rules()) {
                // What holds for all classes has to occur somewhere, and not in each of them.
                boolean common = mapping.classes().stream()
                        .allMatch(other -> other.rules().contains(rule));
                unused(rule, common ? all : own)
                        .forEach(what -> unused.add("%s, %s: %s".formatted(each.name(), rule.target(), what)));
            }
        }

        assertThat(unused).isEmpty();
    }

    private static List<String> unused(FieldRule rule, List<Map<String, Object>> records) {
        List<String> unused = new ArrayList<>();
        FieldRule strict = new FieldRule(
                rule.target(),
                rule.sources(),
                rule.needs(),
                rule.as(),
                rule.table(),
                rule.constant(),
                null,
                rule.longest());
        if (records.stream().allMatch(record -> strict.value(record) == null)) {
            unused.add("never has a value");
        }
        if (rule.otherwise() != null && records.stream().allMatch(record -> strict.value(record) != null)) {
            unused.add("always has a value, 'otherwise' never counts");
        }
        rule.table().forEach((word, value) -> {
            if (records.stream().noneMatch(record -> isFound(rule, word, value, record))) {
                unused.add("the word '" + word + "' never occurs");
            }
        });
        return unused;
    }

    private static boolean isFound(FieldRule rule, String word, Object value, Map<String, Object> record) {
        return Objects.equals(rule.value(record), value)
                && rule.sources().stream().anyMatch(source -> word.equals(String.valueOf(record.get(source))));
    }
}
