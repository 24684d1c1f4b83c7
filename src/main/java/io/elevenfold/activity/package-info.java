/** The event and the session: what agents did or were asked to do, how it is stored and found again. */
@NullMarked
package io.elevenfold.activity;

import org.jspecify.annotations.NullMarked;
