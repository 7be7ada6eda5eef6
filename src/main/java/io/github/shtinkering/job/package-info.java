/** The entry points: the launchers' commands, and the class that a cluster starts. */
@NullMarked
package io.github.shtinkering.job;

import org.jspecify.annotations.NullMarked;
