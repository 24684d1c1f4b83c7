package io.elevenfold.console;

import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.Expression;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateNode.Origin;
import io.quarkus.qute.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Every value on a page passes here, so that no template can forget to: markup becomes text, and characters that hide
 * or reorder what stands beside them (Unicode TR 36 §3; "Trojan Source", CVE-2021-42574) are written as {@code ⟦U+202E⟧}.
 */
@ApplicationScoped
class HostileText implements ResultMapper {

    void register(@Observes EngineBuilder builder) {
        builder.addResultMapper(this);
    }

    /** Before Qute's own escaping, whose work it includes. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 10;
    }

    @Override
    public boolean appliesTo(Origin origin, Object result) {
        Optional<Variant> variant = origin.getVariant();
        return !(result instanceof RawString)
                && variant.isPresent()
                && variant.get().getContentType().equals(Variant.TEXT_HTML);
    }

    @Override
    public String map(Object result, Expression expression) {
        return shown(result.toString());
    }

    /** The text as HTML that looks like what it is. */
    static String shown(String text) {
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain))) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 32).append(text, 0, plain);
        text.substring(plain).codePoints().forEach(point -> append(shown, point));
        return shown.toString();
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7F && c != '<' && c != '>' && c != '&' && c != '"' && c != '\'';
    }

    private static void append(StringBuilder shown, int point) {
        switch (point) {
            case '<' -> shown.append("&lt;");
            case '>' -> shown.append("&gt;");
            case '&' -> shown.append("&amp;");
            case '"' -> shown.append("&quot;");
            case '\'' -> shown.append("&#39;");
            default -> {
                if (isHidden(point)) {
                    shown.append("⟦U+%04X⟧".formatted(point));
                } else {
                    shown.appendCodePoint(point);
                }
            }
        }
    }

    /** Whether a reader would not see that the character is there. */
    static boolean isHidden(int point) {
        if (point == '\n' || point == '\t' || point == '\r') {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            // Hangul fillers, the Braille blank, and variation selectors carry text that nobody sees.
            default ->
                point == 0x115F
                        || point == 0x1160
                        || point == 0x3164
                        || point == 0xFFA0
                        || point == 0x2800
                        || (point >= 0xFE00 && point <= 0xFE0E)
                        || (point >= 0xE0000 && point <= 0xE0FFF);
        };
    }
}
