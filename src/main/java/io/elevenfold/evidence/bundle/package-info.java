/** Evidence packages: one ZIP that an auditor verifies without us (docs/evidence.md). */
@NullMarked
package io.elevenfold.evidence.bundle;

import org.jspecify.annotations.NullMarked;
