package io.elevenfold.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.detection.Ndjson;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.RuleMatch;
import io.elevenfold.detection.ShippedRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** However the engine gets there, it finds what each rule by itself would find. */
class SameHitsTest {

    private static final RuleCatalog CATALOG = RuleCatalog.load();
    private static final String[] PIECES = {
        "'",
        "\"",
        "\\",
        "$(",
        "`",
        "${IFS}",
        "  ",
        "\t",
        "\n",
        "| sh",
        "İ",
        "ſ",
        "\u212a",
        "→",
        "\u200b",
        "é",
        "ＣＵＲＬ",
        "base64 -d |",
        "eval ",
        "&& ",
        "/",
        "~",
        "$HOME",
        "\ud83d\ude80",
        "\ud83d",
        "sudo ",
        "-",
        "=",
        "{",
        "}",
        "#"
    };

    @Test
    void inTheExamplesOfTheRules() {
        assertThat(examples()).hasSizeGreaterThan(300).allSatisfy(SameHitsTest::assertSame);
    }

    @Test
    void inWhatClientsSent() {
        List<Activity> captured = Stream.of(
                        "claude-code", "codex", "gemini-cli", "windsurf", "vscode-copilot", "cursor")
                .flatMap(client -> Ndjson.lines("/ingest/expected/%s/hooks.normalized.ndjson".formatted(client)))
                .map(line -> {
                    Activity.Builder event = Activity.builder();
                    Ndjson.map(line).forEach((name, value) -> {
                        boolean isTime = Field.named(name)
                                .filter(field -> field.type() == Field.Type.TIME)
                                .isPresent();
                        event.set(name, isTime ? Instant.parse(value.toString()) : value);
                    });
                    return event.build();
                })
                .toList();

        assertThat(captured).hasSizeGreaterThan(50).allSatisfy(SameHitsTest::assertSame);
    }

    @Test
    void inExamplesThatWereChangedAtRandom() {
        Random random = new Random(7);
        List<Activity> examples = examples();

        for (int i = 0; i < 300; i++) {
            assertSame(changed(examples.get(random.nextInt(examples.size())), random));
        }
    }

    @Test
    void inLongTextsWhereverAWordStands() {
        Random random = new Random(8);
        for (Activity example : examples().subList(0, 60)) {
            String command = example.text(Field.PROCESS_COMMAND_LINE);
            String around = "x y-z ".repeat(random.nextInt(60));
            Activity.Builder event = example.toBuilder();
            event.set(Field.PROCESS_COMMAND_LINE, command == null ? null : around + "\n" + command + "\n" + around);
            event.set(Field.GEN_AI_TOOL_CALL_RESULT, around + example.asMap() + around);
            assertSame(event.build());
        }
    }

    private static List<Activity> examples() {
        List<Activity> examples = new ArrayList<>();
        CATALOG.shipped().forEach(rule -> rule.tests().forEach(test -> examples.add(test.event())));
        return examples;
    }

    private static Activity changed(Activity example, Random random) {
        Activity.Builder event = example.toBuilder();
        for (Field field : Field.values()) {
            if (field != Field.EVENT_ACTION && example.get(field) instanceof String text && random.nextInt(3) > 0) {
                StringBuilder changed = new StringBuilder(text);
                for (int i = random.nextInt(4); i >= 0; i--) {
                    int at = random.nextInt(changed.length() + 1);
                    if (at < changed.length() && random.nextInt(3) == 0) {
                        changed.setCharAt(at, Character.toUpperCase(changed.charAt(at)));
                    } else if (at < changed.length() && random.nextBoolean()) {
                        changed.deleteCharAt(at);
                    } else {
                        changed.insert(at, PIECES[random.nextInt(PIECES.length)]);
                    }
                }
                event.set(field, changed.toString());
            }
        }
        return event.build();
    }

    private static void assertSame(Activity event) {
        PlainEvaluation plain = new PlainEvaluation(event);
        List<String> expected = CATALOG.shipped().stream()
                .map(ShippedRule::sigma)
                .filter(plain::holds)
                .map(SigmaRule::id)
                .toList();

        assertThat(CATALOG.ruleSet().evaluate(event).stream().map(RuleMatch::rule))
                .as("%s", event.asMap())
                .map(rule -> rule.id())
                .isEqualTo(expected);
    }
}
