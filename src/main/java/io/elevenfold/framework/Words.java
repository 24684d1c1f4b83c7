package io.elevenfold.framework;

import io.elevenfold.platform.content.ContentNode;
import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads words of a closed vocabulary, and names that later stand in addresses. */
final class Words {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");

    private Words() {}

    /** The constant that a text stands for, where the words of content files are not the constants' names. */
    static <E extends Enum<E>> E oneOf(ContentNode node, String what, E[] constants, Function<E, String> word) {
        String text = node.text();
        for (E constant : constants) {
            if (word.apply(constant).equals(text)) {
                return constant;
            }
        }
        String choices = Arrays.stream(constants).map(word).collect(Collectors.joining(", "));
        throw node.wrong("unknown %s '%s', one of %s".formatted(what, text, choices));
    }

    /** A text that can stand in an address without escaping. */
    static String name(ContentNode node) {
        String text = node.text();
        if (!NAME.matcher(text).matches()) {
            throw node.wrong("'%s' may hold only a-z, 0-9, '.' and '-'".formatted(text));
        }
        return text;
    }
}
