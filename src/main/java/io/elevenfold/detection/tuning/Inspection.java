package io.elevenfold.detection.tuning;

import io.elevenfold.detection.OutOfSightException;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.RuleDocuments;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each document that was handed in: a rule, correlation, sequence, filter or baseline, or the reason why it is none. They
 * are read together, since one may name another.
 */
final class Inspection {

    private static final int MOST_DOCUMENTS = 10_000;
    private static final int LONGEST_REASON = 400;
    private static final int LONGEST_RULE = 100_000;

    private final Predicate<String> isShipped;
    private final Function<String, Optional<ImportedRule>> latest;
    private final List<Part> parts = new ArrayList<>();
    private final Map<ContentNode, Part> partOf = new IdentityHashMap<>();
    private final Map<ContentNode, Good> good = new LinkedHashMap<>();
    private final Map<ContentNode, ContentException> wrong = new IdentityHashMap<>();
    private final Set<String> seen = new HashSet<>();

    private Inspection(Predicate<String> isShipped, Function<String, Optional<ImportedRule>> latest) {
        this.isShipped = isShipped;
        this.latest = latest;
    }

    /** @param problem why it is not even a document; null when it is one */
    private record Part(
            String file,
            int line,
            String title,
            String text,
            @Nullable ContentNode document,
            @Nullable ContentException problem) {}

    /**
     * @param written the log source of its author, where it is not ours; empty otherwise
     * @param version the version that it would become; 0 for what is here already
     */
    record Good(Rule rule, @Nullable String author, @Nullable String license, String written, int version) {}

    /**
     * @param good null when the document is refused
     * @param reason why it is refused; null when it is good
     * @param outOfSight whether it is refused for what it looks at, not for how it is written
     */
    record Document(
            String file,
            int line,
            String title,
            String yaml,
            @Nullable Good good,
            @Nullable String reason,
            boolean outOfSight) {}

    static List<Document> of(
            List<RuleFile> files,
            RuleDocuments.Known known,
            Predicate<String> isShipped,
            Function<String, Optional<ImportedRule>> latest) {
        Inspection inspection = new Inspection(isShipped, latest);
        files.forEach(inspection::file);
        inspection.read(known);
        return inspection.parts.stream().map(inspection::document).toList();
    }

    private void file(RuleFile file) {
        if (file.problem() != null) {
            ContentException problem = new ContentException(file.name() + ":1", file.problem());
            parts.add(new Part(file.name(), 1, file.name(), "", null, problem));
            return;
        }
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
        if (parts.size() >= MOST_DOCUMENTS) {
            if (parts.size() == MOST_DOCUMENTS) {
                String reason = "more than %d documents at once".formatted(MOST_DOCUMENTS);
                parts.add(new Part(file, line, file, "", null, new ContentException(file + ":1", reason)));
            }
            return;
        }
        String title = file;
        try {
            if (text.length() > LONGEST_RULE) {
                throw new ContentException(file + ":1", "longer than %d characters".formatted(LONGEST_RULE));
            }
            List<ContentNode> nodes = ContentNode.parse(file, text);
            if (nodes.isEmpty()) {
                return;
            }
            title = titleOf(nodes.get(0), file);
            if (nodes.size() > 1) {
                throw nodes.get(1).wrong("a second document without a line of dashes");
            }
            parts.add(new Part(file, line, title, text, RuleDocuments.identified(nodes.get(0)), null));
        } catch (ContentException e) {
            parts.add(new Part(file, line, title, text, null, e));
        }
    }

    /** Those whose id cannot be taken are left out first, so that nothing else can rest on them. */
    private void read(RuleDocuments.Known known) {
        List<ContentNode> documents = new ArrayList<>();
        for (Part part : parts) {
            ContentNode document = part.document();
            if (document != null) {
                partOf.put(document, part);
                if (hasFreeId(document)) {
                    documents.add(document);
                }
            }
        }
        RuleDocuments read = RuleDocuments.read(documents, known, wrong::put);
        read.singles().forEach((document, single) -> {
            String written = single.fields().isEmpty() ? "" : single.written().describe();
            good(document, Rule.of(single.rule()), written);
        });
        read.correlations().keySet().forEach(document -> good(document, RuleDocuments.view(document), ""));
        read.baselines().forEach((document, baseline) -> good(document, baseline.rule(), ""));
        read.filters().keySet().forEach(document -> good(document, RuleDocuments.filterView(document), ""));
    }

    private boolean hasFreeId(ContentNode document) {
        try {
            String id = document.isMapping() ? document.textOrNull("id") : null;
            if (id == null) {
                return true; // reading it tells that it is no rule
            }
            if (isShipped.test(id)) {
                throw document.wrong("the rule %.80s is shipped with the service: tune it on its page".formatted(id));
            }
            if (!seen.add(id)) {
                throw document.wrong(
                        RuleDocuments.isToldByTitle(document)
                                ? "its title is there twice, with the same author and without an id"
                                : "the id %.80s is there twice".formatted(id));
            }
            return true;
        } catch (ContentException e) {
            wrong.put(document, e);
            return false;
        }
    }

    private void good(ContentNode document, Rule rule, String written) {
        Part part = partOf.get(document);
        String yaml = part == null ? "" : yamlOf(part.text());
        ImportedRule known = latest.apply(rule.id()).orElse(null);
        int version = known == null ? 1 : known.yaml().equals(yaml) ? 0 : known.version() + 1;
        good.put(
                document,
                new Good(rule, document.textOrNull("author"), document.textOrNull("license"), written, version));
    }

    private static String yamlOf(String text) {
        return text.strip() + "\n";
    }

    private Document document(Part part) {
        ContentNode node = part.document();
        Good fit = node == null ? null : good.get(node);
        if (fit != null) {
            return new Document(part.file(), part.line(), fit.rule().title(), yamlOf(part.text()), fit, null, false);
        }
        ContentException problem = node == null ? part.problem() : wrong.get(node);
        String reason = problem == null ? "" : Objects.requireNonNullElse(problem.getMessage(), "");
        return refused(part, reason, problem instanceof OutOfSightException);
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
    private static Document refused(Part part, String problem, boolean outOfSight) {
        String prefix = part.file() + ":";
        String reason = problem;
        int end = reason.startsWith(prefix) ? reason.indexOf(": ", prefix.length()) : -1;
        int inside = 1;
        if (end > 0 && reason.substring(prefix.length(), end).matches("\\d{1,9}")) {
            inside = Integer.parseInt(reason.substring(prefix.length(), end));
            reason = reason.substring(end + 2);
        }
        String bounded = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
        return new Document(part.file(), part.line() + inside - 1, part.title(), "", null, bounded, outOfSight);
    }
}
