package io.elevenfold.ingest.hook;

import io.elevenfold.ingest.normalise.Product;

/**
 * Answers in each agent's own format. "No objection" leaves the decision where it was: it must never approve, since an
 * {@code allow} from a hook would skip the question that a person or a rule was about to be asked.
 *
 * <p>In every format that knows decisions they are members of a JSON object, so an empty object decides nothing: Claude
 * Code, Codex, Gemini CLI, both Copilots, and Cursor. Cursor's {@code beforeSubmitPrompt} asks for {@code continue}, which
 * lets a prompt be sent and approves nothing that follows. Windsurf reads no answer at all, and may show one to the user.
 */
public final class HookAnswers {

    private static final String JSON = "application/json";
    private static final HookAnswer NO_MEMBERS = new HookAnswer(JSON, "{}");
    private static final HookAnswer GO_ON = new HookAnswer(JSON, "{\"continue\":true}");
    private static final HookAnswer SILENCE = new HookAnswer("text/plain", "");

    private HookAnswers() {}

    /**
     * The answer that lets the agent go on as if there were no hook.
     *
     * @param agent the name from the URL, any spelling that the door accepts
     * @param event the event's native name; empty when unknown
     */
    public static HookAnswer noObjection(String agent, String event) {
        Product product = HookAgents.named(agent);
        if (product == Product.WINDSURF) {
            return SILENCE;
        }
        return product == Product.CURSOR && event.equals("beforeSubmitPrompt") ? GO_ON : NO_MEMBERS;
    }
}
