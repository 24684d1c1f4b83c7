package io.elevenfold.framework;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Who stands behind a framework. The order is the one in which pages and exports show them. */
public enum Family {
    OWASP("OWASP"),
    OPENSSF("OpenSSF"),
    SAIF("SAIF"),
    NIST("NIST"),
    MITRE("MITRE"),
    ISO("ISO"),
    EU("EU"),
    MCP("MCP");

    /** The families that every finding is shown against, even where nothing maps. */
    public static final Set<Family> ALWAYS_SHOWN = Collections.unmodifiableSet(EnumSet.of(OWASP, OPENSSF, SAIF, NIST));

    private final String label;

    Family(String label) {
        this.label = label;
    }

    /** The name as its owner writes it; also the word in content files and JSON. */
    @JsonValue
    public String label() {
        return label;
    }
}
