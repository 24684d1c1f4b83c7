/** People and the endpoints that they are answerable for. */
@NullMarked
package io.elevenfold.console.people;

import org.jspecify.annotations.NullMarked;
