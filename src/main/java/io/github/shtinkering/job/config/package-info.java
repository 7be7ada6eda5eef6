/** What the YAML file of a job may say, typed and checked before anything starts. */
@NullMarked
package io.github.shtinkering.job.config;

import org.jspecify.annotations.NullMarked;
