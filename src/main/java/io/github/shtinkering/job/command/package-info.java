/** What all commands share: exit codes, errors in one line, progress. */
@NullMarked
package io.github.shtinkering.job.command;

import org.jspecify.annotations.NullMarked;
