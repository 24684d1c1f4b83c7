/** The pages for people. */
@NullMarked
package io.elevenfold.console;

import org.jspecify.annotations.NullMarked;
