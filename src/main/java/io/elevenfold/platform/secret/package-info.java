/**
 * Finds credentials in any text, so that they can be redacted before they are stored and refused where they have no
 * business. Linear in the length of the text, whatever an attacker wrote into it.
 */
@NullMarked
package io.elevenfold.platform.secret;

import org.jspecify.annotations.NullMarked;
