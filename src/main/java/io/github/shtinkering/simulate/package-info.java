/** A simulated fleet that knows what really happened in it, and the demo over it. Not in the job's jar. */
@NullMarked
package io.github.shtinkering.simulate;

import org.jspecify.annotations.NullMarked;
