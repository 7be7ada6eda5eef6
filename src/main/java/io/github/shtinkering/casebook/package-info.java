/** Cases: one a host story, scored by the rubric. */
@NullMarked
package io.github.shtinkering.casebook;

import org.jspecify.annotations.NullMarked;
