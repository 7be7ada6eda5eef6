/** The shapes of records, shipper by shipper, and the one list of them. */
@NullMarked
package io.github.shtinkering.ingest.format;

import org.jspecify.annotations.NullMarked;
