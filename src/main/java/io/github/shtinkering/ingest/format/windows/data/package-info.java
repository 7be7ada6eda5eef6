/** Where shippers put an event's data, and how its values are found by name. */
@NullMarked
package io.github.shtinkering.ingest.format.windows.data;

import org.jspecify.annotations.NullMarked;
