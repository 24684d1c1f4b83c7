package io.elevenfold.forwarding;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.elevenfold.forwarding.format.Outgoing;
import io.elevenfold.platform.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which records a destination gets, in CEL: {@code kind} is a word of {@link Outgoing.Kind}; {@code event} the flat record;
 * {@code get(event, "decision.outcome")} is the empty text where the record has no such field. A record that the
 * filter cannot judge is sent: too much is seen, too little is not.
 */
final class RecordFilter {

    /** Lets everything through. */
    static final RecordFilter ALL = new RecordFilter(null);

    private static final int LONGEST = 4_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .comprehensionMaxIterations(10_000)
            .maxExpressionCodePointSize(LONGEST)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("kind", SimpleType.STRING)
            .addVar("event", SimpleType.DYN)
            .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                    "get",
                    CelOverloadDecl.newGlobalOverload(
                            "get_dyn_string", SimpleType.DYN, SimpleType.DYN, SimpleType.STRING)))
            .build();

    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addFunctionBindings(
                    CelFunctionBinding.from("get_dyn_string", Object.class, String.class, (record, name) -> {
                        Object value = record instanceof Map<?, ?> map ? map.get(name) : null;
                        return value == null ? "" : value;
                    }))
            .build();

    private final CelRuntime.@Nullable Program program;

    private RecordFilter(CelRuntime.@Nullable Program program) {
        this.program = program;
    }

    /** @throws ProblemException when the text is no condition in CEL */
    static RecordFilter of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return ALL;
        }
        try {
            CelValidationResult result = COMPILER.compile(text);
            if (result.hasError()) {
                var first = result.getErrors().get(0);
                throw ProblemException.invalid("filter: column %d: %s"
                        .formatted(first.getSourceLocation().getColumn() + 1, first.getMessage()));
            }
            CelKind kind = result.getAst().getResultType().kind();
            if (kind != CelKind.BOOL && kind != CelKind.DYN) {
                throw ProblemException.invalid("filter: true or false is expected as its result");
            }
            return new RecordFilter(RUNTIME.createProgram(result.getAst()));
        } catch (CelValidationException | CelEvaluationException e) {
            throw ProblemException.invalid("filter: not valid CEL");
        }
    }

    boolean takes(Outgoing record) {
        if (program == null) {
            return true;
        }
        try {
            return !Boolean.FALSE.equals(
                    program.eval(Map.of("kind", record.kind().word(), "event", record.fields())));
        } catch (CelEvaluationException | RuntimeException cannotJudge) {
            return true;
        }
    }
}
