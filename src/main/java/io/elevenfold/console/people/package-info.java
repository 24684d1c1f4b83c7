/** Pages about people and what they answer for. */
@NullMarked
package io.elevenfold.console.people;

import org.jspecify.annotations.NullMarked;
