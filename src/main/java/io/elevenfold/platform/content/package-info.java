/** Reads the content that lies outside the code (frameworks/), and names file and line of what is wrong with it. */
@NullMarked
package io.elevenfold.platform.content;

import org.jspecify.annotations.NullMarked;
