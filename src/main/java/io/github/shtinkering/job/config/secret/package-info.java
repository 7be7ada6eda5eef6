/** References to secrets in a configuration, resolved only by the process that needs them. */
@NullMarked
package io.github.shtinkering.job.config.secret;

import org.jspecify.annotations.NullMarked;
