<<<<<<< HEAD
/** Enrolment, tokens, and what this service is made of. */
=======
/** Pages for administrators: tokens, enrolment, about this installation. */
>>>>>>> main
@NullMarked
package io.elevenfold.console.settings;

import org.jspecify.annotations.NullMarked;
