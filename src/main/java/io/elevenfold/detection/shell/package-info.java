/**
 * Reads command lines as a shell would, as far as that is possible without running them: what is executed, told from
 * what is only quoted, and which files, hosts and packages it touches. Knows nothing of rules or activities.
 */
@NullMarked
package io.elevenfold.detection.shell;

import org.jspecify.annotations.NullMarked;
