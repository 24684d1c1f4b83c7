/** Pages about what agents did: sessions, their timelines, the explorer. */
@NullMarked
package io.elevenfold.console.activity;

import org.jspecify.annotations.NullMarked;
