/** What is usual for people, repositories, teams and the organisation, and what is unusual. */
@NullMarked
package io.elevenfold.detection.baseline;

import org.jspecify.annotations.NullMarked;
