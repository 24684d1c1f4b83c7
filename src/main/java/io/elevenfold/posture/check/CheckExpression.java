package io.elevenfold.posture.check;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A compiled CEL expression. */
public final class CheckExpression {

    private static final int MAX_REASON = 200;

    private final String text;
    private final CelRuntime.Program program;

    CheckExpression(String text, CelRuntime.Program program) {
        this.text = text;
        this.program = program;
    }

    /** As it stands in the file. */
    public String text() {
        return text;
    }

    boolean isTrue(Map<String, ?> variables) throws Failure {
        if (value(variables) instanceof Boolean answer) {
            return answer;
        }
        throw new Failure("'%s' gives neither true nor false".formatted(text));
    }

    @Nullable
    Object value(Map<String, ?> variables) throws Failure {
        try {
            return program.eval(variables);
        } catch (CelEvaluationException e) {
            throw new Failure("'%s': %s".formatted(text, e.getMessage()), e);
        } catch (RuntimeException e) {
            // The interpreter lets some faults of values through unwrapped; a report must not be able to use that.
            throw new Failure("'%s': %s".formatted(text, e.getClass().getSimpleName()), e);
        }
    }

    @Override
    public String toString() {
        return text;
    }

    /** The expression cannot be evaluated over this report. */
    static final class Failure extends Exception {

        private static final long serialVersionUID = 1L;

        Failure(String reason) {
            super(shortened(reason), null, false, false);
        }

        Failure(String reason, Throwable cause) {
            super(shortened(reason), cause, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }

        private static String shortened(String reason) {
            return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON - 1) + "…";
        }
    }
}
