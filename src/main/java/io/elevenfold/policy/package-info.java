/** Documents that people sign: versions, campaigns, signatures with their receipts. */
@NullMarked
package io.elevenfold.policy;

import org.jspecify.annotations.NullMarked;
