/** Formats of EDR products and inventories, one class each. */
@NullMarked
package io.github.shtinkering.ingest.format.edr;

import org.jspecify.annotations.NullMarked;
