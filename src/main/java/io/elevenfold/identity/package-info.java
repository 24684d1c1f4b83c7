/** People, teams, sign-in, tokens. */
@NullMarked
package io.elevenfold.identity;

import org.jspecify.annotations.NullMarked;
