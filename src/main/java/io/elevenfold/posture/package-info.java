/** Endpoints, enrolment, posture reports, checks and the intervals over which their results held. */
@NullMarked
package io.elevenfold.posture;

import org.jspecify.annotations.NullMarked;
