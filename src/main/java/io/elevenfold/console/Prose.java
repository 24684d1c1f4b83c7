package io.elevenfold.console;

import java.util.ArrayList;
import java.util.List;

/**
 * The little Markdown that guides are written in: paragraphs, lists, and code between back quotes. Everything else stays
 * the text that it is, so that nothing in it can become markup.
 */
public record Prose(List<Block> blocks) {

    public Prose {
        blocks = List.copyOf(blocks);
    }

    /** Lines that belong together; {@code kind} is {@code p}, {@code ol} or {@code ul}. */
    public record Block(String kind, List<List<Piece>> lines) {}

    /** Text, or code. */
    public record Piece(boolean code, String text) {}

    /** Lines that continue a paragraph or an item are joined to it. */
    public static Prose of(String markdown) {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        String kind = "";
        for (String raw : markdown.strip().split("\n", -1)) {
            String line = raw.strip();
            String next = kindOf(line);
            boolean isContinued = next.equals("p") && !lines.isEmpty();
            if (isContinued) {
                lines.set(lines.size() - 1, lines.get(lines.size() - 1) + " " + line);
                continue;
            }
            if (!next.equals(kind)) {
                close(blocks, kind, lines);
                kind = next;
            }
            if (!line.isEmpty()) {
                lines.add(line.replaceFirst("^([-*]|\\d{1,2}\\.)\\s+", ""));
            }
        }
        close(blocks, kind, lines);
        return new Prose(blocks);
    }

    private static String kindOf(String line) {
        if (line.isEmpty()) {
            return "";
        }
        if (line.matches("\\d{1,2}\\.\\s+.*")) {
            return "ol";
        }
        return line.startsWith("- ") || line.startsWith("* ") ? "ul" : "p";
    }

    private static void close(List<Block> blocks, String kind, List<String> lines) {
        if (!lines.isEmpty()) {
            blocks.add(new Block(kind, lines.stream().map(Prose::pieces).toList()));
        }
        lines.clear();
    }

    private static List<Piece> pieces(String line) {
        List<Piece> pieces = new ArrayList<>();
        String[] parts = line.split("`", -1);
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].isEmpty()) {
                pieces.add(new Piece(i % 2 == 1, parts[i]));
            }
        }
        return pieces;
    }
}
