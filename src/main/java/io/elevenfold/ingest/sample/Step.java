package io.elevenfold.ingest.sample;

import io.elevenfold.platform.content.ContentNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool.
 *
 * @param target command, path, address, words to search for, or {@code server/tool}
 * @param exitCode of the command
 * @param result what the tool gave back or what was written; null when it does not matter
 * @param argument of an MCP tool; null for others
 */
record Step(Kind kind, String target, Answer answer, int exitCode, @Nullable String result, @Nullable String argument) {

    static Step read(ContentNode node) {
        node.onlyKeys(
                "search", "read", "edit", "write", "shell", "fetch", "mcp", "exit", "answer", "result", "arguments");
        for (Kind kind : Kind.values()) {
            String target = node.textOrNull(kind.name().toLowerCase(Locale.ROOT));
            if (target != null) {
                String answer = node.textOrNull("answer");
                return new Step(
                        kind,
                        target,
                        answer == null
                                ? Answer.POLICY
                                : Answer.valueOf(answer.toUpperCase(Locale.ROOT).replace('-', '_')),
                        node.optional("exit").map(ContentNode::number).orElse(0),
                        node.textOrNull("result"),
                        node.textOrNull("arguments"));
            }
        }
        throw node.wrong("a step needs one of search, read, edit, write, shell, fetch, mcp");
    }

    Step with(Answer other) {
        return new Step(kind, target, other, exitCode, result, argument);
    }

    Step withTarget(String other) {
        return new Step(kind, other, answer, exitCode, result, argument);
    }

    String server() {
        return target.substring(0, target.indexOf('/'));
    }

    String tool() {
        return target.substring(target.indexOf('/') + 1);
    }

    /** What is done. */
    enum Kind {
        SEARCH,
        READ,
        EDIT,
        WRITE,
        SHELL,
        FETCH,
        MCP
    }

    /** Who allowed or refused it. */
    enum Answer {
        POLICY,
        PERSON,
        REFUSED_BY_PERSON,
        REFUSED_BY_POLICY,
        REFUSED_BY_HOOK;

        boolean refuses() {
            return this != POLICY && this != PERSON;
        }
    }
}
