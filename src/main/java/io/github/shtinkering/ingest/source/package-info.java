/** How what a source reads becomes facts, dead letters and counts, whatever the source. */
@NullMarked
package io.github.shtinkering.ingest.source;

import org.jspecify.annotations.NullMarked;
