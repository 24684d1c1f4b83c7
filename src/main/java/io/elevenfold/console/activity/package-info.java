/** Sessions and their timelines, the explorer of activities, the rules that watch them, and what agents show at all. */
@NullMarked
package io.elevenfold.console.activity;

import org.jspecify.annotations.NullMarked;
