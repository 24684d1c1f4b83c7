/**
 * Risks that are accepted for a time: asked for by one person, approved by another, over by themselves.
 * {@link io.elevenfold.compliance.exception.Exceptions} is the way in.
 */
@NullMarked
package io.elevenfold.compliance.exception;

import org.jspecify.annotations.NullMarked;
