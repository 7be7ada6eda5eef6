/** The chains of stages: what Flink CEP decides. */
@NullMarked
package io.github.shtinkering.detect.pattern;

import org.jspecify.annotations.NullMarked;
