/** Scenario quizzes: read from content files, drawn per person, judged here. */
@NullMarked
package io.elevenfold.policy.quiz;

import org.jspecify.annotations.NullMarked;
