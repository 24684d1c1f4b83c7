<<<<<<< HEAD
/** People and the endpoints that they are answerable for. */
=======
/** Pages about people and what they answer for. */
>>>>>>> main
@NullMarked
package io.elevenfold.console.people;

import org.jspecify.annotations.NullMarked;
