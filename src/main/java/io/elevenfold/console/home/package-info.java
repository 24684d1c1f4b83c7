/** The first page: where the organisation stands, in one sentence and eleven layers. */
@NullMarked
package io.elevenfold.console.home;

import org.jspecify.annotations.NullMarked;
