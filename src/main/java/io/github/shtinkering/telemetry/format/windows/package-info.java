/** The Windows event log through its many shippers: one small class each, down to one form of event. */
@NullMarked
package io.github.shtinkering.telemetry.format.windows;

import org.jspecify.annotations.NullMarked;
