/** Distinct hosts: exact while few, sketched when many. */
@NullMarked
package io.github.shtinkering.detect.fleet.count;

import org.jspecify.annotations.NullMarked;
