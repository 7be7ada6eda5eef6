/** One host's cases: what belongs to each, where it stands, and its judgement. */
@NullMarked
package io.github.shtinkering.detect.casebook;

import org.jspecify.annotations.NullMarked;
