/** Pages about risks that are accepted for a time. */
@NullMarked
package io.elevenfold.console.exception;

import org.jspecify.annotations.NullMarked;
