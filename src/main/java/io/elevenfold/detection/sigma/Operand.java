package io.elevenfold.detection.sigma;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One value of a detection item on its way through the modifiers, which apply in the order in which they are written.
 * Every method throws {@link IllegalArgumentException} with the reason when a modifier does not fit.
 */
final class Operand {

    private enum Kind {
        PLAIN,
        REGEX,
        NETWORK,
        REFERENCE,
        PRESENCE
    }

    private final @Nullable Object typed;
    private final String written;
    private Kind kind = Kind.PLAIN;
    private @Nullable SigmaText text;
    private boolean inBytes;
    private @Nullable Comparison comparison;
    private @Nullable TimePart timePart;
    private String flags = "";
    private boolean cased;
    private boolean openStart;
    private boolean openEnd;

    /**
     * @param typed the value as YAML types it
     * @param written the same as the author wrote it
     */
    Operand(@Nullable Object typed, String written) {
        this.typed = typed;
        this.written = written;
        this.text = typed instanceof String value ? SigmaText.parse(value) : null;
    }

    private Operand(Operand original, SigmaText text, boolean inBytes) {
        this(original.typed, original.written);
        this.text = text;
        this.inBytes = inBytes;
        this.cased = original.cased;
        this.openStart = original.openStart;
        this.openEnd = original.openEnd;
    }

    /** Applies one modifier; most leave one operand, an encoding may leave several. */
    List<Operand> apply(String modifier, boolean isFirst) {
        switch (modifier) {
            case "contains" -> open(true, true);
            case "startswith" -> open(false, true);
            case "endswith" -> open(true, false);
            case "cased" -> {
                require(kind == Kind.REFERENCE || (kind == Kind.PLAIN && text != null), "cased applies to texts");
                cased = true;
            }
            case "windash" -> {
                if (kind != Kind.PLAIN || text == null || inBytes) {
                    throw new IllegalArgumentException("windash applies to texts");
                }
                text = text.windash();
            }
            case "wide", "utf16le" -> {
                return encoded(modifier, StandardCharsets.UTF_16LE, "");
            }
            case "utf16be" -> {
                return encoded(modifier, StandardCharsets.UTF_16BE, "");
            }
            case "utf16" -> {
                return encoded(modifier, StandardCharsets.UTF_16LE, "\u00ff\u00fe");
            }
            case "base64" -> {
                return base64(modifier, bytes -> List.of(Encodings.base64(bytes)));
            }
            case "base64offset" -> {
                return base64(modifier, Encodings::base64AtAnyOffset);
            }
            case "re" -> become(Kind.REGEX, isFirst, typed instanceof String, "re applies to unmodified texts");
            case "i", "ignorecase" -> flag("i");
            case "m", "multiline" -> flag("m");
            case "s", "dotall" -> flag("s");
            case "cidr" -> become(Kind.NETWORK, isFirst, typed instanceof String, "cidr applies to unmodified texts");
            case "exists" ->
                become(Kind.PRESENCE, isFirst, typed instanceof Boolean, "exists takes true or false and stands alone");
            case "fieldref" -> {
                plainText("fieldref");
                become(Kind.REFERENCE, isFirst, text != null && text.isPlain(), "fieldref takes the name of a field");
            }
            case "lt", "lte", "gt", "gte" -> {
                require(typed instanceof Number, modifier + " takes a number");
                comparison = Comparison.valueOf(modifier.toUpperCase(Locale.ROOT));
            }
            case "minute", "hour", "day", "week", "month", "year" -> {
                require(typed instanceof Long, modifier + " takes a whole number");
                timePart = TimePart.valueOf(modifier.toUpperCase(Locale.ROOT));
            }
            default -> throw new IllegalArgumentException("unknown modifier '%s'".formatted(modifier));
        }
        return List.of(this);
    }

    /** What the modifiers have made of the value. */
    Value toValue() {
        switch (kind) {
            case REGEX -> {
                String expression = openStart == openEnd
                        ? written
                        : openStart ? "(?:%s)\\z".formatted(written) : "\\A(?:%s)".formatted(written);
                return new Value.Pattern(Regex.compile(expression, flags));
            }
            case NETWORK -> {
                return new Value.Address(Network.parse(written));
            }
            case REFERENCE -> {
                return new Value.Reference(written, openStart, openEnd, cased);
            }
            case PRESENCE -> {
                return new Value.Presence(Boolean.TRUE.equals(typed));
            }
            case PLAIN -> {
                return plainValue();
            }
        }
        throw new IllegalStateException("no value for " + kind);
    }

    private Value plainValue() {
        if (text != null) {
            SigmaText whole = openStart ? text.anythingBefore() : text;
            whole = openEnd ? whole.anythingAfter() : whole;
            return new Value.Text(whole, cased);
        }
        if (typed instanceof Number number) {
            if (timePart != null) {
                return new Value.Time(timePart, comparison == null ? Comparison.EQ : comparison, number);
            }
            return comparison == null ? new Value.Literal(number, written) : new Value.Numeric(comparison, number);
        }
        if (typed instanceof Boolean) {
            return new Value.Text(SigmaText.literal(typed.toString()), false);
        }
        return new Value.Nothing();
    }

    private void open(boolean start, boolean end) {
        boolean fits = kind == Kind.REGEX || kind == Kind.REFERENCE || (kind == Kind.PLAIN && text != null);
        require(fits, "contains, startswith and endswith apply to texts: put the value in quotes");
        openStart |= start;
        openEnd |= end;
    }

    private void flag(String flag) {
        require(kind == Kind.REGEX, flag + " follows re");
        flags += flags.contains(flag) ? "" : flag;
    }

    private void become(Kind wanted, boolean isFirst, boolean fits, String reason) {
        require(isFirst && fits, reason);
        kind = wanted;
    }

    /** Each character becomes its bytes; wildcards stay what they are. */
    private List<Operand> encoded(String modifier, Charset charset, String mark) {
        if (kind != Kind.PLAIN || text == null || inBytes) {
            throw new IllegalArgumentException(modifier + " applies to texts that are not encoded yet");
        }
        return text.withEveryDash().stream()
                .map(each -> new Operand(this, each.encoded(charset, mark), true))
                .toList();
    }

    /** Bytes are UTF-8, unless an earlier modifier chose another encoding. */
    private List<Operand> base64(String modifier, Function<byte[], List<String>> encoding) {
        List<Operand> operands = new ArrayList<>();
        for (SigmaText each : plainText(modifier).withEveryDash()) {
            require(each.isPlain(), "a text with wildcards cannot be encoded");
            byte[] bytes = each.plain().getBytes(inBytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
            List<String> forms = encoding.apply(bytes);
            require(!forms.contains(""), "nothing of so short a text can be told in Base64");
            forms.forEach(form -> operands.add(new Operand(this, SigmaText.literal(form), false)));
        }
        return operands;
    }

    private SigmaText plainText(String modifier) {
        if (kind != Kind.PLAIN || text == null || openStart || openEnd) {
            throw new IllegalArgumentException(
                    modifier + " applies to texts, before contains, startswith and endswith");
        }
        return text;
    }

    private static void require(boolean condition, String reason) {
        if (!condition) {
            throw new IllegalArgumentException(reason);
        }
    }
}
