/** The job: configuration, wiring, launchers. */
@NullMarked
package io.github.shtinkering.job;

import org.jspecify.annotations.NullMarked;
