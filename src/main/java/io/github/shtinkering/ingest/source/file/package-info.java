/** Stored telemetry: files, folders and archives. */
@NullMarked
package io.github.shtinkering.ingest.source.file;

import org.jspecify.annotations.NullMarked;
