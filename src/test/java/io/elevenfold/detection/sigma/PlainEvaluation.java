package io.elevenfold.detection.sigma;

import com.google.re2j.Pattern;
import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.detection.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Evaluates one rule as the specification reads: no index, no literals, no automaton, RE2 itself. */
final class PlainEvaluation {

    private static final Map<String, Pattern> EXPRESSIONS = new HashMap<>();

    private final Activity event;

    PlainEvaluation(Activity event) {
        this.event = event;
    }

    boolean holds(SigmaRule rule) {
        LogSource source = rule.logSource();
        return isOrNull(source.category(), Field.EVENT_ACTION)
                && isOrNull(source.service(), Field.AGENT_PRODUCT)
                && holds(rule.detection());
    }

    private boolean isOrNull(@Nullable String wanted, Field field) {
        return wanted == null || wanted.equals(event.text(field));
    }

    private boolean holds(Detection detection) {
        if (detection instanceof Detection.All all) {
            return all.parts().stream().allMatch(this::holds);
        } else if (detection instanceof Detection.Any any) {
            return any.parts().stream().anyMatch(this::holds);
        } else if (detection instanceof Detection.Not not) {
            return !holds(not.part());
        }
        Detection.Item item = (Detection.Item) detection;
        Stream<Value> values = item.values().stream();
        return item.every()
                ? values.allMatch(value -> holds(value, item.field()))
                : values.anyMatch(value -> holds(value, item.field()));
    }

    private boolean holds(Value value, @Nullable String field) {
        if (field == null) {
            Value.Keyword keyword = value.asKeyword();
            return keyword != null && finds(keyword.matcher(), keyword.cased(), event.asMap());
        }
        Object actual = RuleSet.valueOf(event, field);
        if (value instanceof Value.Nothing) {
            return actual == null;
        } else if (value instanceof Value.Presence presence) {
            return presence.expected() == (actual != null);
        } else if (value instanceof Value.Text text) {
            return finds(TextMatcher.of(text.text(), text.cased()), text.cased(), actual);
        } else if (value instanceof Value.Pattern pattern) {
            Pattern expression = EXPRESSIONS.computeIfAbsent(pattern.regex().toString(), Pattern::compile);
            return Leaves.any(
                    actual, leaf -> expression.matcher(start(leaf.toString())).find());
        } else if (value instanceof Value.Reference reference) {
            return texts(actual).stream().anyMatch(text -> texts(RuleSet.valueOf(event, reference.field())).stream()
                    .anyMatch(other -> stands(reference, text, other)));
        }
        ValueTest.OfLeaf test = (ValueTest.OfLeaf) value.compile(new FieldTable(), 0);
        return Leaves.any(actual, test.predicate());
    }

    private static boolean finds(TextMatcher matcher, boolean cased, @Nullable Object value) {
        return Leaves.any(value, leaf -> matcher.find(cased ? leaf.toString() : Folding.lower(leaf.toString())) >= 0);
    }

    private static boolean stands(Value.Reference reference, String written, String other) {
        String text = reference.cased() ? written : Folding.lower(written);
        String sought = reference.cased() ? other : Folding.lower(other);
        if (reference.openStart()) {
            return reference.openEnd() ? text.contains(sought) : text.endsWith(sought);
        }
        return reference.openEnd() ? text.startsWith(sought) : text.equals(sought);
    }

    private static List<String> texts(@Nullable Object value) {
        List<String> texts = new ArrayList<>();
        Leaves.forEach(value, leaf -> texts.add(leaf.toString()));
        return texts;
    }

    private static String start(String text) {
        return text.substring(0, Math.min(text.length(), Regex.MAX_TEXT));
    }
}
