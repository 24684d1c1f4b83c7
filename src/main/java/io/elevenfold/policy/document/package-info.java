/** A policy's text as a tree that templates can draw: nothing in it can become markup. */
@NullMarked
package io.elevenfold.policy.document;

import org.jspecify.annotations.NullMarked;
