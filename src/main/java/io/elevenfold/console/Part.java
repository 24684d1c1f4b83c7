package io.elevenfold.console;

import io.elevenfold.compliance.RequirementCounts;
import io.elevenfold.compliance.ResultCounts;
import io.quarkus.qute.TemplateExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A part of a bar that is 100 units long.
 *
 * @param state the word for what the part stands for
 * @param from where it begins, as SVG has it
 * @param width at most 100
 */
public record Part(String state, String from, String width) {

    private static final double WHOLE = 100;

    @TemplateExtension(matchName = "bar")
    static List<Part> bar(RequirementCounts counts) {
        return of(Tally.tally(counts));
    }

    @TemplateExtension(matchName = "bar")
    static List<Part> bar(ResultCounts counts) {
        return of(Tally.tally(counts));
    }

    /** Side by side without gaps; no part when everything is zero. */
    public static List<Part> of(List<Tally.Entry> entries) {
        long total = entries.stream().mapToLong(Tally.Entry::count).sum();
        List<Part> parts = new ArrayList<>();
        long before = 0;
        for (Tally.Entry entry : entries) {
            if (entry.count() == 0) {
                continue;
            }
            parts.add(new Part(entry.word(), units(before, total), units(entry.count(), total)));
            before += entry.count();
        }
        return parts;
    }

    private static String units(long count, long total) {
        return String.format(Locale.ROOT, "%.2f", WHOLE * count / total);
    }
}
