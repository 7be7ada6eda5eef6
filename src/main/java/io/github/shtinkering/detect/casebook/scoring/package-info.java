/** The rubric: verdict and score of a case's evidence. */
@NullMarked
package io.github.shtinkering.detect.casebook.scoring;

import org.jspecify.annotations.NullMarked;
