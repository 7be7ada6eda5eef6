/** Approved exceptions and maintenance windows. */
@NullMarked
package io.github.shtinkering.detect.casebook.exceptions;

import org.jspecify.annotations.NullMarked;
