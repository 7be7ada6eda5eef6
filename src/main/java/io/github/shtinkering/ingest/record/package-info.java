/** One record while it is read: what its format says of it, and which of that becomes a fact. */
@NullMarked
package io.github.shtinkering.ingest.record;

import org.jspecify.annotations.NullMarked;
