/** Pages that help with rules: why one holds, which run and how sharp, what others wrote, what one would have found. */
@NullMarked
package io.elevenfold.console.rule;

import org.jspecify.annotations.NullMarked;
