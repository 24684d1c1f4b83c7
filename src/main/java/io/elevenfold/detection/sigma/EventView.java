package io.elevenfold.detection.sigma;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * An event as rules see it: fields by number. The numbers come from the {@link FieldTable} that the rules were compiled
 * with.
 */
public interface EventView {

    /** Text, number, boolean, instant, or a collection or map of these; null when there is no such value. */
    @Nullable
    Object value(int slot);

    /** Whether the event has the field at all, be its value null. */
    boolean has(int slot);

    /** Every value of the event, for keywords. */
    Collection<?> values();
}
