/** Numbers revisions and decides when a document is written. */
@NullMarked
package io.github.shtinkering.publish;

import org.jspecify.annotations.NullMarked;
