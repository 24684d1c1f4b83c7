/** The ways to a receiver, and what each one's acknowledgement is worth. */
@NullMarked
package io.elevenfold.forwarding.transport;

import org.jspecify.annotations.NullMarked;
