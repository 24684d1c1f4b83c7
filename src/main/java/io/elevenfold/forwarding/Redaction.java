package io.elevenfold.forwarding;

import io.elevenfold.activity.Field;
import io.elevenfold.forwarding.format.Outgoing;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What of a record stays at home. */
public enum Redaction {
    /** Everything leaves that is stored. */
    NONE(name -> false),
    /** Content stays: messages, arguments, results, reasons in free text, what came raw, names of a sender's own. */
    CONTENT(Redaction::isContent),
    /** As CONTENT, and who it was: people, hosts, and the details of administrators' acts. */
    PERSONAL(name -> isContent(name) || isPersonal(name));

    private static final Set<String> FREE_TEXT =
            Set.of("error.message", "decision.reason", "raw", "gen_ai.tool.call.arguments", "gen_ai.tool.call.result");

    private final Predicate<String> stays;

    Redaction(Predicate<String> stays) {
        this.stays = stays;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Outgoing applied(Outgoing record) {
        Map<String, Object> left = new LinkedHashMap<>(record.fields());
        boolean changed = left.keySet().removeIf(stays);
        return changed ? record.with(left) : record;
    }

    private static boolean isContent(String name) {
        if (Outgoing.isOurs(name)) {
            return false;
        }
        return FREE_TEXT.contains(name)
                || name.startsWith("gen_ai.input")
                || name.startsWith("gen_ai.output")
                || name.startsWith("content.") && name.endsWith(".hmac")
                || Field.named(name).isEmpty();
    }

    private static boolean isPersonal(String name) {
        return name.startsWith("user.")
                || name.equals("host.name")
                || name.equals("agent.installation.id")
                || name.equals("audit.actor")
                || name.equals("audit.detail")
                || name.equals("finding.subject")
                || name.equals("process.working_directory");
    }
}
