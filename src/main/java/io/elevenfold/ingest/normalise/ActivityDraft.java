package io.elevenfold.ingest.normalise;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One activity while a normaliser fills it. Null values change nothing, so that what is known already stays. */
public final class ActivityDraft {

    private final Product product;
    private final Attributes attributes;
    private final Activity.Builder builder;
    private List<String> gated = List.of();

    /**
     * @param attributes the native record's own
     * @param builder with what is common to all records of its origin
     */
    public ActivityDraft(Product product, Attributes attributes, Activity.Builder builder) {
        this.product = product;
        this.attributes = attributes;
        this.builder = builder;
    }

    public Product product() {
        return product;
    }

    public Attributes attributes() {
        return attributes;
    }

    public ActivityDraft set(Field field, @Nullable Object value) {
        if (value != null) {
            builder.set(field, value);
        }
        return this;
    }

    public @Nullable Object get(Field field) {
        return builder.get(field);
    }

    /** Removes what a table has set too generally. */
    ActivityDraft clear(Field field) {
        builder.set(field, null);
        return this;
    }

    public ActivityDraft action(String action, @Nullable String phase) {
        builder.set(Field.EVENT_ACTION, action);
        builder.set(Field.ACTIVITY_PHASE, phase);
        return this;
    }

    /** Says that the agent withheld this field by its own switches: not reported, never none. */
    public ActivityDraft gate(String field) {
        if (gated.isEmpty()) {
            gated = new ArrayList<>(2);
        }
        if (!gated.contains(field)) {
            gated.add(field);
        }
        return this;
    }

    /** Content, of which agents send a placeholder when it is switched off. */
    public void content(Field field, @Nullable String text) {
        if (text == null || text.equals("<REDACTED>") || text.equals("[REDACTED]")) {
            gate(field.key());
        } else {
            builder.set(field, text);
        }
    }

    /** A prompt with its length, unless the agent has told the length. */
    public void prompt(@Nullable String text) {
        if (text != null) {
            set(Field.GEN_AI_INPUT_MESSAGES, text);
            builder.setIfAbsent(Field.CONTENT_PROMPT_LENGTH, (long) text.codePointCount(0, text.length()));
        }
    }

    public void permissionMode(@Nullable String word) {
        if (word != null) {
            set(Field.PERMISSION_MODE_NATIVE, word);
            set(Field.PERMISSION_MODE, Vocabulary.permissionMode(product, word));
        }
    }

    public void command(@Nullable String command) {
        if (command != null) {
            set(Field.PROCESS_COMMAND_LINE, command);
            builder.setIfAbsent(Field.PROCESS_EXECUTABLE_NAME, CommandText.executable(command));
        }
    }

    public void url(@Nullable String url) {
        if (url != null) {
            set(Field.URL_FULL, url);
            set(Field.URL_DOMAIN, Urls.domain(url));
        }
    }

    /** A repository's address, without the credentials that some carry, and the names in it. */
    void repository(@Nullable String url) {
        if (url != null) {
            String clean = Urls.withoutCredentials(url);
            set(Field.VCS_REPOSITORY_URL_FULL, clean);
            String[] names = Urls.repository(clean);
            if (names != null) {
                builder.setIfAbsent(Field.VCS_OWNER_NAME, names[0]);
                builder.setIfAbsent(Field.VCS_REPOSITORY_NAME, names[1]);
            }
        }
    }

    /** The tool with its target and arguments; does not touch action and phase. */
    public void tool(ToolUse use, @Nullable Object arguments) {
        set(Field.GEN_AI_TOOL_NAME, use.name());
        set(Field.GEN_AI_TOOL_CALL_ARGUMENTS, arguments);
        if (use.isMcp()) {
            set(Field.MCP_METHOD_NAME, "tools/call");
            set(Field.MCP_SERVER_NAME, use.server());
        }
        target(use.tool().target(), use.tool().targetIn(arguments));
    }

    /** What is acted on, if the field still lacks it. */
    void target(@Nullable Field field, @Nullable Object value) {
        if (field == null || value == null || builder.get(field) != null) {
            return;
        }
        if (field == Field.PROCESS_COMMAND_LINE) {
            command(value.toString());
        } else if (field == Field.URL_FULL) {
            url(value.toString());
        } else {
            set(field, value);
        }
    }

    /** Marks as withheld what a call of this tool should have told. */
    public void gateTarget(ToolUse use) {
        Field target = use.tool().target();
        if (use.isMcp() && builder.get(Field.MCP_SERVER_NAME) == null) {
            gate(Field.MCP_SERVER_NAME.key());
        }
        // A search without a path searches everything, and says so by its absence.
        if (target != null && use.hasTarget() && !use.kind().equals("file_search") && builder.get(target) == null) {
            gate("target");
        }
    }

    /** Makes it a decision on an action of this kind. */
    public ActivityDraft decided(String kind) {
        set(Field.ACTIVITY_KIND, kind);
        return action("tool_decision", "decided").clear(Field.EVENT_OUTCOME);
    }

    public ActivityDraft decision(@Nullable Decision decision, @Nullable String word) {
        set(Field.DECISION_NATIVE, word);
        if (decision != null) {
            builder.set(Field.DECISION_OUTCOME, decision.outcome());
            builder.set(Field.DECISION_SOURCE, decision.source());
            builder.set(Field.DECISION_SCOPE, decision.scope());
            builder.set(Field.DECISION_SOURCE_CANDIDATES, decision.candidates());
        }
        return this;
    }

    /** The record is a span that lasted from the question to the person's answer. */
    void latency() {
        if (builder.get(Field.EVENT_DURATION) instanceof Long nanos) {
            builder.set(Field.DECISION_LATENCY_MS, nanos / 1_000_000);
        }
    }

    /** The exit code; other than 0 it is a failure, whatever the agent says of its tool. */
    public void exitCode(@Nullable Long code) {
        if (code != null) {
            set(Field.PROCESS_EXIT_CODE, code);
            if (code != 0 && builder.get(Field.EVENT_OUTCOME) != null) {
                set(Field.EVENT_OUTCOME, "failure");
            }
        }
    }

    public Activity finish() {
        if (!gated.isEmpty()) {
            builder.set(Field.TELEMETRY_GATED, List.copyOf(gated));
        }
        return builder.build();
    }

    /** The record as it came, for the capture mode to keep or drop. */
    public ActivityDraft raw(Map<String, Object> raw) {
        builder.set(Field.RAW, raw);
        return this;
    }
}
