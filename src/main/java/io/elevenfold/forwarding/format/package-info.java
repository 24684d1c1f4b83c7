/**
 * Records in the words of others: OCSF, ECS, CEF, LEEF. The mappings are files below {@code resources/forwarding};
 * {@code docs/forwarding.md} documents them field by field.
 */
@NullMarked
package io.elevenfold.forwarding.format;

import org.jspecify.annotations.NullMarked;
