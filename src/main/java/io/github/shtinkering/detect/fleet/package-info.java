/**
 * What one host cannot see: the same actor on several hosts, the same deployment on thousands, the same crash everywhere.
 * The thinking knows nothing of Flink; {@link io.github.shtinkering.detect.fleet.FleetFunction} is its shell.
 */
@NullMarked
package io.github.shtinkering.detect.fleet;

import org.jspecify.annotations.NullMarked;
