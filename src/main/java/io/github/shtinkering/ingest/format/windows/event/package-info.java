/** What the events of the Windows event log mean, whoever shipped them. */
@NullMarked
package io.github.shtinkering.ingest.format.windows.event;

import org.jspecify.annotations.NullMarked;
