package io.elevenfold.pipeline;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an event tells of a session's questions for permission.
 *
 * @param at by the clock of whoever told it
 * @param heard by our clock
 * @param channel that told it: within one channel times are by one clock
 * @param call id of the tool call; null when it is not told
 * @param about what kind of action
 * @param command as it may be stored; null when it is not told
 */
record Said(
        What what,
        Instant at,
        Instant heard,
        String channel,
        @Nullable String call,
        @Nullable String about,
        @Nullable String command) {

    enum What {
        /** A tool's permission is asked for. */
        QUESTION,
        /** A person gave it or refused it. */
        ANSWER,
        /** The person said something new: what was asked before is no longer asked. */
        PROMPT
    }

    /** Null for an event that tells nothing of the kind. */
    static @Nullable Said of(Activity event, Instant at, Instant heard) {
        What what = whatOf(event);
        String channel = event.text(Field.TELEMETRY_CHANNEL);
        return what == null
                ? null
                : new Said(
                        what,
                        at,
                        heard,
                        channel == null ? "" : channel,
                        event.text(Field.GEN_AI_TOOL_CALL_ID),
                        event.text(Field.ACTIVITY_KIND),
                        event.text(Field.PROCESS_COMMAND_LINE));
    }

    private static @Nullable What whatOf(Activity event) {
        String action = event.text(Field.EVENT_ACTION);
        String phase = event.text(Field.ACTIVITY_PHASE);
        if ("prompt".equals(action)) {
            return What.PROMPT;
        }
        if ("tool_decision".equals(action)) {
            if ("requested".equals(phase)) {
                return "ask".equals(event.text(Field.DECISION_OUTCOME)) ? What.QUESTION : null;
            }
            return isAnswer(event) ? What.ANSWER : null;
        }
        // Claude Code's log that it runs the hooks for a question: told with the clock of its answer.
        boolean asks = "hook".equals(action)
                && "started".equals(phase)
                && "PermissionRequest".equals(event.text(Field.HOOK_EVENT));
        return asks ? What.QUESTION : null;
    }

    /** Whether an event tells of a person's answer. */
    static boolean isAnswer(Activity event) {
        return "tool_decision".equals(event.text(Field.EVENT_ACTION))
                && "decided".equals(event.text(Field.ACTIVITY_PHASE))
                && "human".equals(event.text(Field.DECISION_SOURCE));
    }

    /** Whether an answer may be one to this question. */
    boolean isAnsweredBy(Said answer) {
        if (call != null && answer.call != null) {
            return call.equals(answer.call);
        }
        return about != null
                && about.equals(answer.about)
                && (command == null || answer.command == null || command.equals(answer.command));
    }

    /** Whether both tell of the same answer. */
    boolean repeats(Said other) {
        return call != null && other.call != null ? call.equals(other.call) : equals(other);
    }
}
