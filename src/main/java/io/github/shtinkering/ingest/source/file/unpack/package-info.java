/** Unpacks files: gzip, zip, UTF-16. */
@NullMarked
package io.github.shtinkering.ingest.source.file.unpack;

import org.jspecify.annotations.NullMarked;
