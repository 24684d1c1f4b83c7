package io.elevenfold.policy.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Turns CommonMark's tree into ours, which knows no markup and no address that a browser would run. */
final class MarkdownReader {

    /** Deeper nesting is an attack on the reader's stack, not a policy. */
    private static final int DEEPEST = 12;

    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private final List<Section> sections = new ArrayList<>();
    private final List<Block> open = new ArrayList<>();
    private String heading = "";

    List<Section> read(String text) {
        for (Node node = PARSER.parse(text).getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading title && title.getLevel() <= 2) {
                close();
                heading = runs(title).stream().map(Run::text).reduce("", String::concat);
            } else {
                block(node, open, 0);
            }
        }
        close();
        return sections;
    }

    private void close() {
        if (!open.isEmpty() || !heading.isEmpty()) {
            sections.add(new Section(sections.size() + 1, heading, open));
        }
        open.clear();
        heading = "";
    }

    private static void block(Node node, List<Block> into, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (node instanceof Heading) {
            into.add(new Block("h", runs(node), List.of()));
        } else if (node instanceof Paragraph) {
            into.add(new Block("p", runs(node), List.of()));
        } else if (node instanceof FencedCodeBlock code) {
            into.add(code(code.getLiteral()));
        } else if (node instanceof IndentedCodeBlock code) {
            into.add(code(code.getLiteral()));
        } else if (node instanceof HtmlBlock html) {
            into.add(code(html.getLiteral()));
        } else if (node instanceof ThematicBreak) {
            into.add(new Block("hr", List.of(), List.of()));
        } else if (node instanceof TableCell cell) {
            into.add(new Block(cell.isHeader() ? "head" : "cell", runs(cell), List.of()));
        } else {
            String kind = containerKind(node);
            List<Block> children = new ArrayList<>();
            for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                block(child, children, depth + 1);
            }
            if (kind == null) {
                into.addAll(children);
            } else {
                into.add(new Block(kind, List.of(), children));
            }
        }
    }

    private static @Nullable String containerKind(Node node) {
        if (node instanceof BulletList) {
            return "ul";
        }
        if (node instanceof OrderedList) {
            return "ol";
        }
        if (node instanceof ListItem) {
            return "li";
        }
        if (node instanceof BlockQuote) {
            return "quote";
        }
        if (node instanceof TableBlock) {
            return "table";
        }
        return node instanceof TableRow ? "row" : null;
    }

    private static Block code(String literal) {
        return new Block("pre", List.of(new Run("code", literal.stripTrailing(), null)), List.of());
    }

    private static List<Run> runs(Node parent) {
        List<Run> runs = new ArrayList<>();
        inline(parent, "text", null, runs, 0);
        return runs;
    }

    private static void inline(Node parent, String look, @Nullable String href, List<Run> runs, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Text text) {
                runs.add(new Run(look, text.getLiteral(), href));
            } else if (node instanceof Code code) {
                runs.add(new Run("code", code.getLiteral(), href));
            } else if (node instanceof HtmlInline html) {
                runs.add(new Run("code", html.getLiteral(), href));
            } else if (node instanceof SoftLineBreak) {
                runs.add(new Run(look, " ", href));
            } else if (node instanceof HardLineBreak) {
                runs.add(new Run("break", "\n", href));
            } else if (node instanceof Link link) {
                inline(link, look, safe(link.getDestination()), runs, depth + 1);
            } else if (node instanceof StrongEmphasis) {
                inline(node, "strong", href, runs, depth + 1);
            } else if (node instanceof Emphasis) {
                inline(node, look.equals("strong") ? look : "em", href, runs, depth + 1);
            } else {
                inline(node, look, href, runs, depth + 1);
            }
        }
    }

    private static @Nullable String safe(String destination) {
        String lower = destination.strip().toLowerCase(Locale.ROOT);
        boolean isKnown = lower.startsWith("https://") || lower.startsWith("http://") || lower.startsWith("mailto:");
        return isKnown ? destination.strip() : null;
    }
}
