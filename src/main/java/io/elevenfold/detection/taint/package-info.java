/**
 * What a session has been through ({@link io.elevenfold.activity.Taint}), and rules that ask for it. The work on content
 * is done by any thread; what depends on the order of events is left to the lane, and is a look-up in a table of sixteen
 * bits.
 */
@NullMarked
package io.elevenfold.detection.taint;

import org.jspecify.annotations.NullMarked;
