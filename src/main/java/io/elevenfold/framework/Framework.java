package io.elevenfold.framework;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One edition of an outside framework, with its table of requirements.
 *
 * @param id without version, the same for all editions
 * @param version the edition's own name
 * @param aliases other names that people type; lower case
 * @param licence under which its ids and titles are carried
 * @param source which document, at which commit or date
 * @param supersededBy the edition that took its place; null while it is current
 * @param note what one should know when reading the table; null when nothing
 * @param requirements in the order of the source, parents before their children
 */
public record Framework(
        String id,
        String version,
        List<String> aliases,
        Family family,
        String title,
        String licence,
        String source,
        @Nullable Edition supersededBy,
        @Nullable String note,
        List<Requirement> requirements) {

    public Framework {
        aliases = List.copyOf(aliases);
        requirements = List.copyOf(requirements);
    }

    public Edition edition() {
        return new Edition(id, version);
    }

    public boolean isSuperseded() {
        return supersededBy != null;
    }
}
