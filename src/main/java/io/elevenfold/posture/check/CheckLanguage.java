package io.elevenfold.posture.check;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.elevenfold.platform.content.ContentNode;
import java.util.EnumMap;
import java.util.Map;

/**
 * The Common Expression Language (cel.dev) as checks speak it: the standard macros and functions, the report as
 * {@code r}, the organisation's policy as {@code org}, the subject under its own name, and {@code verGte(a, b)}.
 */
final class CheckLanguage {

    /** Steps of all comprehensions of one evaluation; the largest legal report needs some thousand. */
    private static final int MAX_ITERATIONS = 50_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .comprehensionMaxIterations(MAX_ITERATIONS)
            .maxExpressionCodePointSize(4_000)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private final Map<Subject, CelCompiler> compilers = new EnumMap<>(Subject.class);

    /** The standard one: the newer planner copies a whole map at each access, which made a report cost 30 ms. */
    private final CelRuntime runtime = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addFunctionBindings(
                    CelFunctionBinding.from("verGte_dyn_dyn", Object.class, Object.class, Versions::isAtLeast))
            .build();

    /** A condition, which must be able to be true or false. */
    CheckExpression condition(ContentNode node, Subject subject) {
        CelAbstractSyntaxTree tree = compiled(node, subject);
        CelKind kind = tree.getResultType().kind();
        if (kind != CelKind.BOOL && kind != CelKind.DYN) {
            throw node.wrong("gives %s, true or false expected: %s"
                    .formatted(tree.getResultType().name(), node.text()));
        }
        return program(node, tree);
    }

    /** A value of any type. */
    CheckExpression value(ContentNode node, Subject subject) {
        return program(node, compiled(node, subject));
    }

    private CelAbstractSyntaxTree compiled(ContentNode node, Subject subject) {
        CelValidationResult result =
                compilers.computeIfAbsent(subject, CheckLanguage::compiler).compile(node.text());
        if (result.hasError()) {
            CelIssue first = result.getErrors().get(0);
            throw node.wrong("not valid CEL at column %d: %s"
                    .formatted(first.getSourceLocation().getColumn() + 1, first.getMessage()));
        }
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            throw node.wrong("not valid CEL: " + e.getMessage());
        }
    }

    private CheckExpression program(ContentNode node, CelAbstractSyntaxTree tree) {
        try {
            return new CheckExpression(node.text(), runtime.createProgram(tree));
        } catch (CelEvaluationException e) {
            throw node.wrong("not valid CEL: " + e.getMessage());
        }
    }

    private static CelCompiler compiler(Subject subject) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar("r", SimpleType.DYN)
                .addVar("org", SimpleType.DYN)
                .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                        "verGte",
                        CelOverloadDecl.newGlobalOverload(
                                "verGte_dyn_dyn", SimpleType.BOOL, SimpleType.DYN, SimpleType.DYN)));
        if (subject != Subject.REPORT) {
            builder.addVar(subject.variable(), SimpleType.DYN);
        }
        return builder.build();
    }
}
