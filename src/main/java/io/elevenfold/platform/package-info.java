/** What three features use and none of them is about: clock, ids, paging, problems, configuration, the embedded database. */
@NullMarked
package io.elevenfold.platform;

import org.jspecify.annotations.NullMarked;
