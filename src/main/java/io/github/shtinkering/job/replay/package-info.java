/** Runs the job over stored telemetry, in this process. */
@NullMarked
package io.github.shtinkering.job.replay;

import org.jspecify.annotations.NullMarked;
