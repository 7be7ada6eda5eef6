/** Revisions and alert documents. */
@NullMarked
package io.github.shtinkering.publish;

import org.jspecify.annotations.NullMarked;
