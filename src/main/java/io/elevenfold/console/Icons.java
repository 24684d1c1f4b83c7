package io.elevenfold.console;

import io.quarkus.qute.TemplateExtension;

/** Which icon stands beside a word, by its name in Tabler Icons. */
@TemplateExtension
public final class Icons {

    private Icons() {}

    /** For a state, an outcome or a decision. */
    public static String icon(String word) {
        return switch (word) {
            case "pass",
                    "met",
                    "success",
                    "allow",
                    "yes",
                    "resolved",
                    "active",
                    "in_force",
                    "approved",
                    "running",
                    "done",
                    "intact",
                    "conforms",
                    "effective",
                    "accepted" -> "ti-circle-check";
            case "fail", "failing", "not_met", "failure", "failed", "damaged", "deviates", "deficient" -> "ti-circle-x";
            case "deny", "revoked", "no", "disabled" -> "ti-ban";
            case "supported" -> "ti-circle-plus";
            case "partly" -> "ti-circle-half-2";
            case "excepted", "modify" -> "ti-file-certificate";
            case "error" -> "ti-bug";
            case "open" -> "ti-circle-dot";
            case "answered" -> "ti-message-reply";
            case "returned", "reopened" -> "ti-refresh-alert";
            case "acknowledged" -> "ti-eye-check";
            case "in_progress" -> "ti-progress";
            case "ask" -> "ti-user-question";
            case "paused" -> "ti-player-pause";
            case "queued", "upcoming" -> "ti-hourglass";
            case "gated", "closed" -> "ti-lock";
            case "not_applicable", "not_mapped" -> "ti-minus";
            case "abort", "timeout", "expired" -> "ti-clock-x";
            default -> "ti-circle-dashed";
        };
    }

    /** For a severity. */
    public static String severityIcon(String severity) {
        return switch (severity) {
            case "critical" -> "ti-alert-octagon";
            case "high" -> "ti-alert-triangle";
            case "medium" -> "ti-alert-circle";
            case "low" -> "ti-arrow-down-circle";
            default -> "ti-info-circle";
        };
    }

    /** For what a session has been through. */
    public static String taintIcon(String taint) {
        return switch (taint) {
            case "untrusted_in" -> "ti-world-download";
            case "sensitive_read" -> "ti-key";
            default -> "ti-world-upload";
        };
    }

    /** For a kind of activity. */
    public static String kindIcon(String action) {
        return switch (action) {
            case "session_start" -> "ti-player-play";
            case "session_end" -> "ti-player-stop";
            case "turn_end" -> "ti-corner-down-left";
            case "prompt" -> "ti-message";
            case "response" -> "ti-message-2";
            case "model_call" -> "ti-sparkles";
            case "tool_decision" -> "ti-gavel";
            case "shell_exec" -> "ti-terminal-2";
            case "file_read" -> "ti-file-text";
            case "file_write" -> "ti-file-pencil";
            case "file_search" -> "ti-file-search";
            case "network" -> "ti-world";
            case "mcp_call" -> "ti-plug";
            case "mcp_connection" -> "ti-plug-connected";
            case "tool_call" -> "ti-tool";
            case "skill" -> "ti-wand";
            case "subagent" -> "ti-robot";
            case "hook" -> "ti-webhook";
            case "edit_review" -> "ti-eye-check";
            case "config_change" -> "ti-adjustments";
            case "mode_change" -> "ti-switch-horizontal";
            case "extension_install" -> "ti-puzzle";
            case "inventory" -> "ti-list-details";
            case "auth" -> "ti-key";
            case "sandbox" -> "ti-box";
            case "compaction" -> "ti-arrows-minimize";
            case "vcs_change" -> "ti-git-branch";
            case "feedback" -> "ti-thumb-up";
            case "error" -> "ti-alert-circle";
            default -> "ti-point";
        };
    }
}
