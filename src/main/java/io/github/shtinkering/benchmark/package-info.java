/** What the fast path costs, measured beside its yardsticks in one run. */
@NullMarked
package io.github.shtinkering.benchmark;

import org.jspecify.annotations.NullMarked;
