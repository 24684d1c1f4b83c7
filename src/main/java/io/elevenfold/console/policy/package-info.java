/** Policies and campaigns, for those who govern. */
@NullMarked
package io.elevenfold.console.policy;

import org.jspecify.annotations.NullMarked;
