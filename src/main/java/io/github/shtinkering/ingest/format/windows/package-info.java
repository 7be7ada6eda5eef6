/** Shippers of the Windows event log, one small class each: where it puts what an event says. */
@NullMarked
package io.github.shtinkering.ingest.format.windows;

import org.jspecify.annotations.NullMarked;
