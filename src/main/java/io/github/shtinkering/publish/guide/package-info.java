/** What to do about a case, step by step, with queries to paste. */
@NullMarked
package io.github.shtinkering.publish.guide;

import org.jspecify.annotations.NullMarked;
