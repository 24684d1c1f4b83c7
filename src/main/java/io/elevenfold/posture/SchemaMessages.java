package io.elevenfold.posture;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;

/**
 * Says what the schema validator found in our words. Its own messages repeat values and name every branch of a choice;
 * ours never repeat a value, and of a choice only the branch that was meant.
 */
final class SchemaMessages {

    private static final int MAX_PATTERN = 120;

    private SchemaMessages() {}

    /** Leaves out the branches of a {@code oneOf} that were not meant: those that already disagree on the type. */
    static List<ValidationMessage> decisive(Collection<ValidationMessage> messages) {
        List<ValidationMessage> kept = new ArrayList<>(messages);
        for (ValidationMessage choice : messages) {
            if (!"oneOf".equals(choice.getType())) {
                continue;
            }
            String path = choice.getEvaluationPath() + "/";
            List<ValidationMessage> branches = kept.stream()
                    .filter(message -> message.getEvaluationPath().toString().startsWith(path))
                    .toList();
            List<String> unmeant = branches.stream()
                    .filter(message -> "type".equals(message.getType())
                            && message.getInstanceLocation().equals(choice.getInstanceLocation()))
                    .map(message -> branch(message, path))
                    .toList();
            branches.stream()
                    .filter(message -> unmeant.contains(branch(message, path)))
                    .forEach(kept::remove);
            if (branches.stream().anyMatch(message -> !unmeant.contains(branch(message, path)))) {
                kept.remove(choice);
            }
        }
        return kept;
    }

    private static String branch(ValidationMessage message, String path) {
        String rest = message.getEvaluationPath().toString().substring(path.length());
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }

    static String reason(ValidationMessage message, PlainName names) {
        JsonNode expected = message.getSchemaNode();
        String property = message.getProperty() == null ? "" : names.of(message.getProperty());
        return switch (message.getType()) {
            case "required" -> "the property '" + property + "' is missing; unknown is written as null";
            case "additionalProperties" -> "the property '" + property + "' is not part of a posture report";
            case "enum" -> "one of " + list(expected) + " expected";
            case "const" -> "only " + expected + " is accepted";
            case "type" -> list(expected) + " expected";
            case "oneOf" -> types(expected) + " expected";
            case "pattern" -> form(expected.asText());
            case "not" -> "must not hold the absolute path of a home directory";
            case "format" -> "is not a valid " + expected.asText();
            case "maxLength" -> "is longer than " + expected.asText() + " characters";
            case "maxItems" -> "holds more than " + expected.asText() + " items";
            case "minimum" -> "is less than " + expected.asText();
            case "maximum" -> "is more than " + expected.asText();
            default -> "breaks the rule " + message.getType();
        };
    }

    private static String list(JsonNode expected) {
        if (!expected.isArray()) {
            return expected.asText();
        }
        StringJoiner list = new StringJoiner(", ");
        expected.forEach(word -> list.add(word.asText()));
        return list.toString();
    }

    private static String types(JsonNode branches) {
        StringJoiner types = new StringJoiner(" or ");
        branches.forEach(branch -> types.add(branch.has("$ref") ? "text" : list(branch.path("type"))));
        return types.toString();
    }

    private static String form(String pattern) {
        if (pattern.startsWith("^(~(/|$)")) {
            return "does not begin as a location may: ~/, a system folder, repo:, mdm:, server:, env:, flag:, default:";
        }
        return "does not have the form " + shortened(pattern);
    }

    private static String shortened(String pattern) {
        return pattern.length() <= MAX_PATTERN ? pattern : pattern.substring(0, MAX_PATTERN) + "…";
    }
}
