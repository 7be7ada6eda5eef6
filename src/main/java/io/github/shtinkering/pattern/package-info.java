/** The chains: what Flink CEP decides. */
@NullMarked
package io.github.shtinkering.pattern;

import org.jspecify.annotations.NullMarked;
