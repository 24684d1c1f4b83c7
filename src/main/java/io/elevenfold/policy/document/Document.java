package io.elevenfold.policy.document;

import java.util.ArrayList;
import java.util.List;

/** A text in sections; headings of the first and second order begin them. */
public record Document(List<Section> sections) {

    /** Most characters of a document. */
    public static final int LONGEST = 200_000;

    /** Characters that separate the pages of a text which came from a file. */
    static final String PAGE_BREAK = "\f";

    public Document {
        sections = List.copyOf(sections);
    }

    /** Markdown as CommonMark 0.31 with GitHub's tables. HTML in it stays the text that it is. */
    public static Document ofMarkdown(String text) {
        return new Document(new MarkdownReader().read(text));
    }

    /** A section a page, a paragraph for each group of lines. */
    public static Document ofPages(String text) {
        List<Section> sections = new ArrayList<>();
        for (String page : text.split(PAGE_BREAK, -1)) {
            List<Block> blocks = new ArrayList<>();
            for (String paragraph : page.split("\\n\\s*\\n", -1)) {
                if (!paragraph.isBlank()) {
                    blocks.add(new Block("p", List.of(new Run("text", paragraph.strip(), null)), List.of()));
                }
            }
            if (!blocks.isEmpty()) {
                sections.add(new Section(sections.size() + 1, "Page " + (sections.size() + 1), blocks));
            }
        }
        return new Document(sections);
    }
}
