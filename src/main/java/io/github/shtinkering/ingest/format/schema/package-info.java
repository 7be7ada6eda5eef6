/** Formats in the Elastic Common Schema and the Open Cybersecurity Schema Framework, one class each. */
@NullMarked
package io.github.shtinkering.ingest.format.schema;

import org.jspecify.annotations.NullMarked;
