package io.elevenfold.detection;

import io.elevenfold.activity.Field;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How to read a field by its name, found out once: of the model, a path into one, a derived field, or an extra. */
public final class FieldReader {

    private static final String[] WHOLE = {};

    private final String name;
    private final @Nullable Field field;
    private final String[] path;
    private final @Nullable Function<DerivedFields, @Nullable Object> derivation;

    private FieldReader(
            String name,
            @Nullable Field field,
            String[] path,
            @Nullable Function<DerivedFields, @Nullable Object> derivation) {
        this.name = name;
        this.field = field;
        this.path = path;
        this.derivation = derivation;
    }

    public static FieldReader named(String name) {
        Optional<Field> whole = Field.named(name);
        if (whole.isPresent()) {
            return new FieldReader(name, whole.get(), WHOLE, null);
        }
        Function<DerivedFields, @Nullable Object> derivation = DerivedFields.named(name);
        if (derivation != null) {
            return new FieldReader(name, null, WHOLE, derivation);
        }
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            Optional<Field> prefix = Field.named(name.substring(0, dot));
            if (prefix.isPresent() && prefix.get().type() == Field.Type.ANY) {
                return new FieldReader(
                        name, prefix.get(), name.substring(dot + 1).split("\\."), null);
            }
        }
        return new FieldReader(name, null, WHOLE, null);
    }

    /** Whether the model has it; an extra may still be there. */
    public boolean isKnown() {
        return field != null || derivation != null;
    }

    public String name() {
        return name;
    }

    public @Nullable Object read(ActivityReading reading) {
        if (derivation != null) {
            return derivation.apply(reading.derived());
        }
        if (field == null) {
            return reading.activity().extras().get(name);
        }
        Object value = reading.activity().get(field);
        return value == null || path.length == 0 ? value : NestedValue.at(value, path);
    }
}
