/** What a case is and how it scores: verdict, severity, and the parts of the score. */
@NullMarked
package io.github.shtinkering.detect.casebook.scoring;

import org.jspecify.annotations.NullMarked;
