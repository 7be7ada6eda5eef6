/** A case in words: who, what, when, in sentences of one fact each. */
@NullMarked
package io.github.shtinkering.publish.text;

import org.jspecify.annotations.NullMarked;
