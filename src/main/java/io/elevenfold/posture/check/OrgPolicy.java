package io.elevenfold.posture.check;

import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentFiles;
import io.elevenfold.platform.content.ContentNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What checks read as {@code org}: the organisation's own lists and floors, on top of those that are shipped. */
public final class OrgPolicy {

    private static final String FILE = "frameworks/org-policy.yaml";

    private OrgPolicy() {}

    /**
     * What holds as long as an organisation has said nothing else.
     *
     * @throws ContentException when the file is broken
     */
    public static Map<String, @Nullable Object> shipped() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        ContentNode file = ContentFiles.document(FILE);
        file.entries().forEach((name, value) -> values.put(name, value.value()));
        return Collections.unmodifiableMap(values);
    }

    /** The shipped values with an organisation's own in their place. */
    public static Map<String, @Nullable Object> with(Map<String, ? extends @Nullable Object> own) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(shipped());
        values.putAll(own);
        return Collections.unmodifiableMap(values);
    }
}
