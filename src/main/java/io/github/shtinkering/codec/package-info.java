/** Facts in few bytes: one form of them, in the state of hosts and cases and on their way between operators. */
@NullMarked
package io.github.shtinkering.codec;

import org.jspecify.annotations.NullMarked;
