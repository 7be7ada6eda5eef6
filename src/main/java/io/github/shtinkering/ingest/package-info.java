/** What reading telemetry yields besides facts: dead letters and counts. */
@NullMarked
package io.github.shtinkering.ingest;

import org.jspecify.annotations.NullMarked;
