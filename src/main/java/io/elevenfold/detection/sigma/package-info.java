/**
 * Sigma 2.1 for single events: a document is parsed into a validated model ({@link
 * io.elevenfold.detection.sigma.SigmaRule}), and the model is compiled into a tree of predicates over numbered fields.
 * What the language allows and this engine cannot do is refused when the rule is read, never guessed at.
 */
@NullMarked
package io.elevenfold.detection.sigma;

import org.jspecify.annotations.NullMarked;
