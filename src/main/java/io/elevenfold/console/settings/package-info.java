/** Enrolment, tokens, and what this service is made of. */
@NullMarked
package io.elevenfold.console.settings;

import org.jspecify.annotations.NullMarked;
