/** Verifies evidence packages: needs the file and nothing else, no service, no database, no network. */
@NullMarked
package io.elevenfold.evidence.verify;

import org.jspecify.annotations.NullMarked;
