/** Collections with a bound, for keys that strangers choose. */
@NullMarked
package io.github.shtinkering.bounded;

import org.jspecify.annotations.NullMarked;
