/** The shapes of records, shipper by shipper, and the one list of them. */
@NullMarked
package io.github.shtinkering.telemetry.format;

import org.jspecify.annotations.NullMarked;
