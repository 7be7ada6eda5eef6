/** Event XML as a JSON tree. */
@NullMarked
package io.github.shtinkering.ingest.document.xml;

import org.jspecify.annotations.NullMarked;
