/** Parts that several documents have. */
@NullMarked
package io.github.shtinkering.publish.json;

import org.jspecify.annotations.NullMarked;
