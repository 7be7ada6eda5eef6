/** The evidence of a case, and how a host's timeline is cut into cases. */
@NullMarked
package io.github.shtinkering.detect.casebook.evidence;

import org.jspecify.annotations.NullMarked;
