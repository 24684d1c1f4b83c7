/** Pages for administrators: tokens, enrolment, about this installation. */
@NullMarked
package io.elevenfold.console.settings;

import org.jspecify.annotations.NullMarked;
