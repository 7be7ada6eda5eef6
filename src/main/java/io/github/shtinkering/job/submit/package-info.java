/** Submits the job to a running cluster. */
@NullMarked
package io.github.shtinkering.job.submit;

import org.jspecify.annotations.NullMarked;
