/**
 * The pages for people: server-rendered, readable without scripts. They read services and show what these say; nothing
 * is decided here. What agents sent is shown as text only, with invisible characters made visible.
 */
@NullMarked
package io.elevenfold.console;

import org.jspecify.annotations.NullMarked;
