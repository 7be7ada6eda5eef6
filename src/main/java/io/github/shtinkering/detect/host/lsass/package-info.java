/** Which PID LSASS had, and when: boots, sightings, and what contradicts them. */
@NullMarked
package io.github.shtinkering.detect.host.lsass;

import org.jspecify.annotations.NullMarked;
