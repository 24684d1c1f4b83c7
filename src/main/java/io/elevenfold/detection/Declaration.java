package io.elevenfold.detection;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint must have declared for a contradiction to hold: a CEL expression over {@code r}, the latest posture
 * report; {@code a}, the report's entry for the agent, null when there is none; {@code e}, the event by dotted names.
 */
final class Declaration {

    private static final int MAX_ITERATIONS = 100_000;

    private static final Cel CEL = CelFactory.standardCelBuilder()
            .setOptions(CelOptions.current()
                    .comprehensionMaxIterations(MAX_ITERATIONS)
                    .build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addCompilerLibraries(CelExtensions.strings())
            .addRuntimeLibraries(CelExtensions.strings())
            .addVar("r", SimpleType.DYN)
            .addVar("a", SimpleType.DYN)
            .addVar("e", SimpleType.DYN)
            .build();

    private final CelRuntime.Program program;
    private final AtomicLong errors = new AtomicLong();

    private Declaration(CelRuntime.Program program) {
        this.program = program;
    }

    /** @throws ContentException when the text is no CEL expression */
    static Declaration compile(ContentNode node) {
        try {
            return new Declaration(CEL.createProgram(CEL.compile(node.text()).getAst()));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new ContentException(node.location(), "not a CEL expression: " + e.getMessage(), e);
        }
    }

    /**
     * Whether the declaration is true. An expression that cannot be computed, because a report leaves something out,
     * says nothing: false, and counted.
     */
    boolean holds(Map<String, ?> report, @Nullable Object agent, Map<String, ?> event) {
        try {
            Object result =
                    program.eval(Map.of("r", CelValues.of(report), "a", CelValues.of(agent), "e", CelValues.of(event)));
            return Boolean.TRUE.equals(result);
        } catch (CelEvaluationException e) {
            errors.incrementAndGet();
            return false;
        }
    }

    /** How often the expression could not be computed since the start. */
    long errors() {
        return errors.get();
    }

    /** The report's entry for an agent by its product name in events; null when the report does not know it. */
    static @Nullable Object agentIn(Map<String, ?> report, @Nullable String product) {
        if (product == null || !(report.get("agents") instanceof List<?> agents)) {
            return null;
        }
        for (String id : AgentNames.inReports(product)) {
            for (Object agent : agents) {
                if (agent instanceof Map<?, ?> entry && id.equals(entry.get("id"))) {
                    return agent;
                }
            }
        }
        return null;
    }
}
