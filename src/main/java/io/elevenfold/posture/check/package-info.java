/**
 * The posture checks: content under {@code frameworks/checks/}, compiled at load, evaluated over a report. Knows nothing
 * of storage; the same report, policy and catalogue always give the same results.
 */
@NullMarked
package io.elevenfold.posture.check;

import org.jspecify.annotations.NullMarked;
