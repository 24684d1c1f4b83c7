/** How long records stay, what keeps them longer, and how a person is erased: each with a record of it. */
@NullMarked
package io.elevenfold.evidence.retention;

import org.jspecify.annotations.NullMarked;
