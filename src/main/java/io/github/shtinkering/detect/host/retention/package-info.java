/** Which facts and sightings of a host are kept, and which leave first. */
@NullMarked
package io.github.shtinkering.detect.host.retention;

import org.jspecify.annotations.NullMarked;
