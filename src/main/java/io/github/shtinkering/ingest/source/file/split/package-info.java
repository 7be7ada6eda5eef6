/** Cuts the bytes of a file into documents. */
@NullMarked
package io.github.shtinkering.ingest.source.file.split;

import org.jspecify.annotations.NullMarked;
