/** What leaves the house as it happens: destinations, and the delivery of every record to each of them. */
@NullMarked
package io.elevenfold.forwarding;

import org.jspecify.annotations.NullMarked;
