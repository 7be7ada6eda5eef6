/** What telemetry says, free of the shipper: the bottom of the house, which imports nothing of ours. */
@NullMarked
package io.github.shtinkering.fact;

import org.jspecify.annotations.NullMarked;
