/** A simulated fleet that knows the truth of what it planted. */
@NullMarked
package io.github.shtinkering.simulator;

import org.jspecify.annotations.NullMarked;
