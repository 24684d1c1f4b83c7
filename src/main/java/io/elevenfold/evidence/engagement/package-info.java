/** The auditor's room: engagements, populations, samples that anybody can draw again, conclusions, files. */
@NullMarked
package io.elevenfold.evidence.engagement;

import org.jspecify.annotations.NullMarked;
