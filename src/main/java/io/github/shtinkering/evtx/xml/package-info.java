/** The XML of events, and the values in it. */
@NullMarked
package io.github.shtinkering.evtx.xml;

import org.jspecify.annotations.NullMarked;
