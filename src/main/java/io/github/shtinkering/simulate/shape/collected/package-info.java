/** Event logs collected as files, or by a query on the host. */
@NullMarked
package io.github.shtinkering.simulate.shape.collected;

import org.jspecify.annotations.NullMarked;
