/** Record shapes of EDR products and inventories, one class a shape. */
@NullMarked
package io.github.shtinkering.telemetry.format.edr;

import org.jspecify.annotations.NullMarked;
