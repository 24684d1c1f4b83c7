package io.elevenfold.policy.document;

import org.jspecify.annotations.Nullable;

/**
 * Text of one look.
 *
 * @param look {@code text}, {@code strong}, {@code em}, {@code code} or {@code break}
 * @param href an http, https or mailto address; null for no link
 */
public record Run(String look, String text, @Nullable String href) {}
