/** Every shape of record that the simulator can render, and what a host is watched by. */
@NullMarked
package io.github.shtinkering.simulate.shape;

import org.jspecify.annotations.NullMarked;
