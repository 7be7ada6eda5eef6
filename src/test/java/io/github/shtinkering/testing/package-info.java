/** What tests of several rooms share. */
@NullMarked
package io.github.shtinkering.testing;

import org.jspecify.annotations.NullMarked;
