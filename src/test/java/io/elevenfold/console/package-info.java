/** Tests of the pages: their words as plain objects, the pages themselves in a real browser. */
@NullMarked
package io.elevenfold.console;

import org.jspecify.annotations.NullMarked;
