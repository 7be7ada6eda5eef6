/** Records of EDR products. */
@NullMarked
package io.github.shtinkering.simulate.shape.edr;

import org.jspecify.annotations.NullMarked;
