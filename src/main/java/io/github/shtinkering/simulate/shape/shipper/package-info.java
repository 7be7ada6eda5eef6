/** Event logs by shippers. */
@NullMarked
package io.github.shtinkering.simulate.shape.shipper;

import org.jspecify.annotations.NullMarked;
