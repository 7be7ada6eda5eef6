/** What sensors and shippers make of a story: one small class for each shape of record. */
@NullMarked
package io.github.shtinkering.simulator.shape;

import org.jspecify.annotations.NullMarked;
