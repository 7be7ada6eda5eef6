/** One spelling for each thing: paths, registry, numbers, PIDs, times, host names, command lines. Never throws on input. */
@NullMarked
package io.github.shtinkering.normal;

import org.jspecify.annotations.NullMarked;
