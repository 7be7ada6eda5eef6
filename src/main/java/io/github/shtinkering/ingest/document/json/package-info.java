/** JSON of any shape: outlined lazily, dotted names as objects. */
@NullMarked
package io.github.shtinkering.ingest.document.json;

import org.jspecify.annotations.NullMarked;
