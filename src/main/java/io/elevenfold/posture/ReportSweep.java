package io.elevenfold.posture;

import com.fasterxml.jackson.databind.JsonNode;
import io.elevenfold.platform.secret.SecretScanner;
import io.elevenfold.platform.secret.Span;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Walks over every value of a report once: counts them, and finds what no schema can say. Secrets in texts and names,
 * characters that cannot be stored, numbers that no two readers understand alike.
 */
final class ReportSweep {

    private static final long MAX_EXACT = 1L << 53;

    private final ReportLimits limits;
    private final SecretScanner secrets;
    private final PlainName names;
    private final List<Violation> violations = new ArrayList<>();
    private int values;
    private boolean holdsSecret;

    ReportSweep(ReportLimits limits, SecretScanner secrets) {
        this.limits = limits;
        this.secrets = secrets;
        this.names = new PlainName(secrets);
    }

    /** Violations in the order of the document; stops at the first limit that is passed. */
    List<Violation> sweep(JsonNode report) {
        visit("", report);
        if (values > limits.maxValues()) {
            violations.add(0, new Violation("", "holds more than " + limits.maxValues() + " values"));
        }
        return violations;
    }

    boolean holdsSecret() {
        return holdsSecret;
    }

    private void visit(String pointer, JsonNode node) {
        if (++values > limits.maxValues() || violations.size() >= limits.maxViolations()) {
            return;
        }
        if (node.isObject()) {
            for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                text(pointer, field.getKey(), "the name of a property");
                visit(pointer + names.step(field.getKey()), field.getValue());
            }
        } else if (node.isArray()) {
            if (node.size() > limits.maxItems()) {
                wrong(pointer, "holds more than " + limits.maxItems() + " items");
                return;
            }
            for (int index = 0; index < node.size(); index++) {
                visit(pointer + "/" + index, node.get(index));
            }
        } else if (node.isTextual()) {
            text(pointer, node.textValue(), "the text");
        } else if (node.isNumber()) {
            number(pointer, node);
        }
    }

    private void text(String pointer, String text, String what) {
        for (Span span : secrets.find(text)) {
            holdsSecret = true;
            wrong(pointer, what + " holds what looks like a secret of the kind " + span.kind() + "; never send one");
        }
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == 0) {
                wrong(pointer, what + " holds the character U+0000");
                return;
            }
            if (Character.isSurrogate(character)) {
                if (!Character.isHighSurrogate(character)
                        || at + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(at + 1))) {
                    wrong(pointer, what + " holds half of a UTF-16 pair");
                    return;
                }
                at++;
            }
        }
    }

    /** RFC 7493 §2.2: beyond 2^53 two readers may see different numbers, and the canonical form would not notice. */
    private void number(String pointer, JsonNode node) {
        boolean isExact = node.isIntegralNumber()
                ? node.canConvertToLong() && Math.abs(node.longValue()) <= MAX_EXACT
                : Double.isFinite(node.doubleValue());
        if (!isExact) {
            wrong(pointer, "the number is too large");
        }
    }

    private void wrong(String pointer, String reason) {
        if (violations.size() < limits.maxViolations()) {
            violations.add(new Violation(pointer, reason));
        }
    }
}
