/** What tests share: a database, and calls at the doors that many tests begin with. */
@NullMarked
package io.elevenfold.testing;

import org.jspecify.annotations.NullMarked;
