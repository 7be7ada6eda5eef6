/** From the bytes of a document to its records and their facts; knows nothing of Flink. */
@NullMarked
package io.github.shtinkering.ingest.decode;

import org.jspecify.annotations.NullMarked;
