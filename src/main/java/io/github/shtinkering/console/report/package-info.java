/** The console as one file that can be sent, and the timeline as CSV. */
@NullMarked
package io.github.shtinkering.console.report;

import org.jspecify.annotations.NullMarked;
