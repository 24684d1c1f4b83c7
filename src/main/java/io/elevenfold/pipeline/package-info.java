/** The lanes: judge, protect, record; an answer of success means committed. */
@NullMarked
package io.elevenfold.pipeline;

import org.jspecify.annotations.NullMarked;
