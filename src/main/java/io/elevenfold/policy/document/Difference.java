package io.elevenfold.policy.document;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;

/** What changed between two documents: by block, and inside a changed block by word. */
public record Difference(List<Line> lines) {

    public Difference {
        lines = List.copyOf(lines);
    }

    /**
     * @param kind as of {@link Block}; {@code section} for a heading that begins a section
     * @param state {@code same}, {@code added}, {@code removed} or {@code changed}
     */
    public record Line(String kind, String state, List<Piece> pieces) {}

    /** @param state {@code same}, {@code added} or {@code removed} */
    public record Piece(String state, String text) {}

    /** Whether anything differs. */
    public boolean isEmpty() {
        return lines.stream().allMatch(line -> line.state().equals("same"));
    }

    public static Difference between(Document before, Document after) {
        List<Flat> old = flat(before);
        List<Flat> now = flat(after);
        List<Line> lines = new ArrayList<>();
        Patch<Flat> patch = DiffUtils.diff(old, now, true);
        for (AbstractDelta<Flat> delta : patch.getDeltas()) {
            List<Flat> from = delta.getSource().getLines();
            List<Flat> to = delta.getTarget().getLines();
            if (delta.getType() == DeltaType.EQUAL) {
                from.forEach(each -> lines.add(whole(each, "same")));
                continue;
            }
            int paired = Math.min(from.size(), to.size());
            for (int i = 0; i < paired; i++) {
                if (from.get(i).kind().equals(to.get(i).kind())) {
                    lines.add(changed(from.get(i), to.get(i)));
                } else {
                    lines.add(whole(from.get(i), "removed"));
                    lines.add(whole(to.get(i), "added"));
                }
            }
            from.stream().skip(paired).forEach(each -> lines.add(whole(each, "removed")));
            to.stream().skip(paired).forEach(each -> lines.add(whole(each, "added")));
        }
        return new Difference(lines);
    }

    private static Line whole(Flat block, String state) {
        return new Line(block.kind(), state, List.of(new Piece(state, block.text())));
    }

    private static Line changed(Flat before, Flat after) {
        List<Piece> pieces = new ArrayList<>();
        Patch<String> patch = DiffUtils.diff(words(before.text()), words(after.text()), true);
        for (AbstractDelta<String> delta : patch.getDeltas()) {
            String removed = String.join("", delta.getSource().getLines());
            String added = String.join("", delta.getTarget().getLines());
            if (delta.getType() == DeltaType.EQUAL) {
                pieces.add(new Piece("same", removed));
                continue;
            }
            if (!removed.isEmpty()) {
                pieces.add(new Piece("removed", removed));
            }
            if (!added.isEmpty()) {
                pieces.add(new Piece("added", added));
            }
        }
        return new Line(after.kind(), "changed", pieces);
    }

    private static List<String> words(String text) {
        return List.of(text.split("(?<=\\s)|(?=\\s)|(?<=\\p{Punct})|(?=\\p{Punct})", -1));
    }

    private static List<Flat> flat(Document document) {
        List<Flat> blocks = new ArrayList<>();
        for (Section section : document.sections()) {
            if (!section.heading().isEmpty()) {
                blocks.add(new Flat("section", section.heading()));
            }
            section.blocks().forEach(block -> flatten(block, "", blocks));
        }
        return blocks;
    }

    private static void flatten(Block block, String inside, List<Flat> into) {
        if (block.kind().equals("row")) {
            into.add(new Flat(
                    "row",
                    String.join(
                            " · ", block.children().stream().map(Block::text).toList())));
            return;
        }
        if (!block.runs().isEmpty() || block.kind().equals("hr")) {
            into.add(new Flat(inside.isEmpty() ? block.kind() : inside, block.text()));
        }
        String within = block.kind().equals("li") || block.kind().equals("quote") ? block.kind() : inside;
        block.children().forEach(child -> flatten(child, within, into));
    }

    private record Flat(String kind, String text) {}
}
