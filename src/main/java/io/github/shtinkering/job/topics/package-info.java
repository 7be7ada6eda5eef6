/** Creates the topics that a job needs. */
@NullMarked
package io.github.shtinkering.job.topics;

import org.jspecify.annotations.NullMarked;
