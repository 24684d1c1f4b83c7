package io.elevenfold.detection.tuning;

import io.elevenfold.detection.sigma.Level;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a rule runs here.
 *
 * @param level in the place of the rule's own; null for the rule's own
 * @param riskOnly whether a hit only adds risk and raises no finding of its own
 * @param filter a Sigma detection of events that the rule does not hold for; null for none
 */
public record RuleSetting(boolean enabled, @Nullable Level level, boolean riskOnly, @Nullable String filter) {

    /** As the rule was written. */
    public static final RuleSetting AS_WRITTEN = new RuleSetting(true, null, false, null);

    /** The level's word; empty for the rule's own. */
    public String levelWord() {
        return level == null ? "" : level.name().toLowerCase(Locale.ROOT);
    }

    Map<String, Object> detail() {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("enabled", enabled);
        detail.put("level", levelWord());
        detail.put("risk_only", riskOnly);
        detail.put("filter", filter == null ? "" : filter);
        return detail;
    }
}
