package io.elevenfold.detection;

import io.elevenfold.detection.sigma.Detection;
import io.elevenfold.detection.sigma.LogSource;
import io.elevenfold.detection.sigma.SigmaRule;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentFiles;
import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The log sources that public Sigma rules are written for, and the activity that shows the same
 * ({@code frameworks/sigma/log-sources.yml}). Immutable.
 */
public final class PublicSources {

    private static final String FILE = "frameworks/sigma/log-sources.yml";
    private static final String EACH_COMMAND = "each_command";

    private final List<Source> sources;
    private final Map<String, String> reasons;

    private PublicSources(List<Source> sources, Map<String, String> reasons) {
        this.sources = List.copyOf(sources);
        this.reasons = Map.copyOf(reasons);
    }

    /**
     * @param products of which a rule may name one; empty when it names none
     * @param category null for all that a product logs
     * @param becomes the kind of activity; null for every kind
     * @param ofEachCommand whether a rule is asked of each simple command of a line, as of a process
     * @param fields of the log source, and the fields of the activity that hold the same
     */
    private record Source(
            List<String> products,
            @Nullable String category,
            @Nullable String becomes,
            boolean ofEachCommand,
            Map<String, String> fields) {

        boolean covers(LogSource source) {
            boolean product = source.product() == null
                    || !source.product().equals(RuleSet.PRODUCT)
                            && (products.isEmpty() || products.contains(source.product()));
            return product && Objects.equals(category, source.category()) && source.service() == null;
        }
    }

    /**
     * A rule as it is asked of activities.
     *
     * @param written the log source that its author wrote
     * @param ofEachCommand whether it is asked of each simple command of a line
     * @param fields what its names stand for; empty for a rule in our own words
     */
    public record Mapped(SigmaRule rule, LogSource written, boolean ofEachCommand, Map<String, String> fields) {

        public Mapped {
            fields = Map.copyOf(fields);
        }

        /** The name in our words. */
        String field(String name) {
            return fields.getOrDefault(name, name);
        }
    }

    /** @throws ContentException with file, line and reason when the table is wrong */
    public static PublicSources load() {
        return read(ContentFiles.document(FILE));
    }

    static PublicSources read(ContentNode document) {
        document.onlyKeys("sources", "refused");
        List<Source> sources = new ArrayList<>();
        for (ContentNode each : document.required("sources").items()) {
            each.onlyKeys("title", "product", "category", "becomes", "asked_of", "fields");
            each.text("title");
            sources.add(new Source(
                    each.texts("product"),
                    each.textOrNull("category"),
                    each.optional("becomes").map(PublicSources::kind).orElse(null),
                    each.optional("asked_of").map(PublicSources::isEachCommand).orElse(false),
                    fields(each.required("fields"))));
        }
        Map<String, String> reasons = new LinkedHashMap<>();
        for (ContentNode each : document.required("refused").items()) {
            each.onlyKeys("category", "reason");
            reasons.put(each.text("category"), each.text("reason"));
        }
        return new PublicSources(sources, reasons);
    }

    private static String kind(ContentNode node) {
        if (!Envelope.KINDS.contains(node.text())) {
            throw node.wrong("unknown kind of activity '%.60s'".formatted(node.text()));
        }
        return node.text();
    }

    private static boolean isEachCommand(ContentNode node) {
        if (!node.text().equals(EACH_COMMAND)) {
            throw node.wrong("expected '%s', found '%.60s'".formatted(EACH_COMMAND, node.text()));
        }
        return true;
    }

    private static Map<String, String> fields(ContentNode node) {
        Map<String, String> fields = new LinkedHashMap<>();
        node.entries().forEach((name, field) -> {
            if (!ActivityFields.knows(field.text())) {
                throw field.wrong("unknown field '%.60s', see docs/activity-event.md".formatted(field.text()));
            }
            fields.put(name, field.text());
        });
        return fields;
    }

    /**
     * @param place where the log source is written
     * @throws OutOfSightException when no activity shows what the log source logs, or the rule cannot hold with what it
     *     shows
     */
    Mapped map(SigmaRule rule, ContentNode place) {
        LogSource written = rule.logSource();
        Source source = sources.stream()
                .filter(each -> each.covers(written))
                .findFirst()
                .orElseThrow(() -> new OutOfSightException(place, unknown(written)));
        TreeSet<String> missing = new TreeSet<>();
        rule.detection().forEachField(field -> {
            if (!source.fields().containsKey(field.getKey())) {
                missing.add(field.getKey());
            }
        });
        if (!missing.isEmpty() && !rule.detection().canHold(source.fields()::containsKey)) {
            throw new OutOfSightException(
                    place, "it needs %s, which no activity has".formatted(String.join(", ", missing)));
        }
        Detection renamed = rule.detection().renamed(name -> source.fields().getOrDefault(name, name));
        SigmaRule mapped =
                rule.with(new LogSource(RuleSet.PRODUCT, source.becomes(), null), onSystem(written, renamed, place));
        return new Mapped(mapped, written, source.ofEachCommand(), source.fields());
    }

    /** What the names of a log source stand for; empty for our own and for one that the table does not have. */
    Map<String, String> fieldsOf(LogSource source) {
        return sources.stream()
                .filter(each -> each.covers(source))
                .findFirst()
                .map(Source::fields)
                .orElse(Map.of());
    }

    /** A rule for one system does not hold for an activity that tells of another. */
    private static Detection onSystem(LogSource written, Detection detection, ContentNode place) {
        String product = written.product();
        return product == null ? detection : detection.unlessOther("os.type", systemsOf(product), place.location());
    }

    private static List<String> systemsOf(String product) {
        return product.equals("macos") ? List.of("macos", "darwin") : List.of(product);
    }

    private String unknown(LogSource source) {
        return Optional.ofNullable(source.category())
                .map(reasons::get)
                .orElse("no activity shows what the log source %.80s logs".formatted(source.describe()));
    }
}
