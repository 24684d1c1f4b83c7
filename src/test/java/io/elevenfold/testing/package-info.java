/** What tests of several features need: a real database. */
@NullMarked
package io.elevenfold.testing;

import org.jspecify.annotations.NullMarked;
