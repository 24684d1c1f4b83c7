package io.elevenfold.detection.tuning;

import io.elevenfold.detection.RuleDraft;
import io.elevenfold.detection.sigma.SigmaRule;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks at each document that was handed in: a rule, or the reason why it is none. */
final class Inspection {

    private static final int MOST_DOCUMENTS = 3_000;
    private static final int LONGEST_REASON = 400;
    private static final int LONGEST_RULE = 100_000;

    private final Predicate<String> isShipped;
    private final Function<String, Optional<ImportedRule>> known;
    private final List<Document> documents = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    Inspection(Predicate<String> isShipped, Function<String, Optional<ImportedRule>> known) {
        this.isShipped = isShipped;
        this.known = known;
    }

    /**
     * @param rule null when the document is refused
     * @param reason why it is refused; null when it is good
     * @param version the version that it would become; 0 for what is here already, and for what is refused
     */
    record Document(
            String file,
            int line,
            String title,
            String yaml,
            @Nullable SigmaRule rule,
            @Nullable String license,
            @Nullable String reason,
            int version) {}

    static List<Document> of(
            List<RuleFile> files, Predicate<String> isShipped, Function<String, Optional<ImportedRule>> known) {
        Inspection inspection = new Inspection(isShipped, known);
        files.forEach(inspection::file);
        return List.copyOf(inspection.documents);
    }

    private void file(RuleFile file) {
        int line = 1;
        // A line of three dashes parts documents; inside a block of text it would be indented.
        for (String part : file.text().split("(?m)^---[ \\t]*\\r?$\\n?", -1)) {
            if (!part.isBlank()) {
                part(file.name(), line, part);
            }
            line += (int) part.lines().count() + 1;
        }
    }

    private void part(String file, int line, String text) {
        if (documents.size() >= MOST_DOCUMENTS) {
            if (documents.size() == MOST_DOCUMENTS) {
                refuse(file, line, file, "more than %d documents at once".formatted(MOST_DOCUMENTS));
            }
            return;
        }
        String title = file;
        try {
            if (text.length() > LONGEST_RULE) {
                refuse(file, line, title, "longer than %d characters".formatted(LONGEST_RULE));
                return;
            }
            List<ContentNode> nodes = ContentNode.parse(file, text);
            if (nodes.isEmpty()) {
                return;
            }
            ContentNode node = nodes.get(0);
            title = titleOf(node, file);
            if (nodes.size() > 1) {
                throw nodes.get(1).wrong("a second document without a line of dashes");
            }
            good(file, line, text, node, RuleDraft.rule(node));
        } catch (ContentException e) {
            refused(file, line, title, e);
        }
    }

    private void good(String file, int line, String text, ContentNode node, SigmaRule rule) {
        String id = rule.id();
        if (id == null) {
            throw node.wrong("the key 'id' is missing: versions of a rule are told by it");
        }
        if (isShipped.test(id)) {
            throw node.wrong("the rule %s is shipped with the service: tune it on its page".formatted(id));
        }
        if (!seen.add(id)) {
            throw node.wrong("the id %s is there twice".formatted(id));
        }
        String yaml = text.strip() + "\n";
        ImportedRule latest = known.apply(id).orElse(null);
        int version = latest == null ? 1 : latest.yaml().equals(yaml) ? 0 : latest.version() + 1;
        documents.add(new Document(file, line, rule.title(), yaml, rule, node.textOrNull("license"), null, version));
    }

    private static String titleOf(ContentNode node, String otherwise) {
        try {
            String title = node.textOrNull("title");
            return title == null ? otherwise : title.length() <= 256 ? title : title.substring(0, 256);
        } catch (ContentException noTitle) {
            return otherwise;
        }
    }

    /** The parser counts lines from the document's beginning, people from the file's. */
    private void refused(String file, int line, String title, ContentException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        String prefix = file + ":";
        int end = message.startsWith(prefix) ? message.indexOf(": ", prefix.length()) : -1;
        int inside = 1;
        if (end > 0 && message.substring(prefix.length(), end).matches("\\d{1,9}")) {
            inside = Integer.parseInt(message.substring(prefix.length(), end));
            message = message.substring(end + 2);
        }
        refuse(file, line + inside - 1, title, message);
    }

    private void refuse(String file, int line, String title, String reason) {
        String bounded = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
        documents.add(new Document(file, line, title, "", null, null, bounded, 0));
    }
}
