/** What the job costs, measured beside its yardsticks in the same run. Not in the job's jar. */
@NullMarked
package io.github.shtinkering.benchmark;

import org.jspecify.annotations.NullMarked;
