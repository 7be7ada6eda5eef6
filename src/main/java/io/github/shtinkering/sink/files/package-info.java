/** A directory of NDJSON files, complete whenever it is read. */
@NullMarked
package io.github.shtinkering.sink.files;

import org.jspecify.annotations.NullMarked;
