/** From a shipper's bytes to facts; knows nothing of Flink. */
@NullMarked
package io.github.shtinkering.telemetry;

import org.jspecify.annotations.NullMarked;
