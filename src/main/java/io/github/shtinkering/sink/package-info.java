/** What sinks write: finished documents, and what their forms have in common. */
@NullMarked
package io.github.shtinkering.sink;

import org.jspecify.annotations.NullMarked;
