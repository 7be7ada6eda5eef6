/** Where cases and the rest go. */
@NullMarked
package io.github.shtinkering.sink;

import org.jspecify.annotations.NullMarked;
