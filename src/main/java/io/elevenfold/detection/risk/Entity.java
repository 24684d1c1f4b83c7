package io.elevenfold.detection.risk;

import io.elevenfold.activity.SessionKey;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One of those on which risk adds up.
 *
 * @param id of its row; of its name where it has none
 * @param label what to call it; null where its row says so
 */
public record Entity(EntityKind kind, UUID id, @Nullable String label) implements Comparable<Entity> {

    static final int LONGEST = 200;
    private static final Comparator<Entity> ORDER =
            Comparator.comparing(Entity::kind).thenComparing(Entity::id);

    public Entity {
        label = label == null || label.length() <= LONGEST ? label : label.substring(0, LONGEST);
    }

    /** One that is known by its name alone. */
    public static Entity named(EntityKind kind, String name) {
        return new Entity(kind, SessionKey.hash(kind.word() + "\n" + name), name);
    }

    /** What it is called does not count. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Entity entity && kind == entity.kind && id.equals(entity.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public int compareTo(Entity other) {
        return ORDER.compare(this, other);
    }
}
