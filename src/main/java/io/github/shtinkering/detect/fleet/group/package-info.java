/** The members that a group of hosts consists of, and what they have in common. */
@NullMarked
package io.github.shtinkering.detect.fleet.group;

import org.jspecify.annotations.NullMarked;
