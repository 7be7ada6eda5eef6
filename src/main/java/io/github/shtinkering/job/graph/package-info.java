/** The graph of the job, and how a configuration becomes one. */
@NullMarked
package io.github.shtinkering.job.graph;

import org.jspecify.annotations.NullMarked;
