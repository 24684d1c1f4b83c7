/** Risk that adds up: on whom, and from what. */
@NullMarked
package io.elevenfold.console.risk;

import org.jspecify.annotations.NullMarked;
