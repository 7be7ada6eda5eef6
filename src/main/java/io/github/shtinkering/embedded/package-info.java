/** Flink inside this process, for what ends with it: no other program or user is asked in. */
@NullMarked
package io.github.shtinkering.embedded;

import org.jspecify.annotations.NullMarked;
