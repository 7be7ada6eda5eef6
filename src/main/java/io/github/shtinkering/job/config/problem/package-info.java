/** What is wrong with a configuration, in one sentence with the place and a remedy. */
@NullMarked
package io.github.shtinkering.job.config.problem;

import org.jspecify.annotations.NullMarked;
