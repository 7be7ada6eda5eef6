/**
 * Reads Windows event log files (EVTX, versions 3.0 to 3.2), event by event, as XML. It needs nothing but Java, and knows
 * nothing of what the events are used for.
 */
@NullMarked
package io.github.shtinkering.evtx;

import org.jspecify.annotations.NullMarked;
