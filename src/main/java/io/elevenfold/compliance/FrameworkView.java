package io.elevenfold.compliance;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.elevenfold.framework.Edition;
import io.elevenfold.framework.Family;
import io.elevenfold.framework.Framework;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An edition of an outside framework and how far our controls cover it.
 *
 * @param supersededBy the edition that took its place; null while it is current
 * @param note what one should know when reading its requirements; null when nothing
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FrameworkView(
        String id,
        String version,
        String title,
        Family family,
        String licence,
        String source,
        List<String> aliases,
        @Nullable Edition supersededBy,
        @Nullable String note,
        RequirementCounts summary) {

    static FrameworkView of(Framework framework, RequirementCounts summary) {
        return new FrameworkView(
                framework.id(),
                framework.version(),
                framework.title(),
                framework.family(),
                framework.licence(),
                framework.source(),
                framework.aliases(),
                framework.supersededBy(),
                framework.note(),
                summary);
    }
}
