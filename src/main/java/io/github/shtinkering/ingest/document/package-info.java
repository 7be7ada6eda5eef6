/** The bytes of one document: encoding, length, syslog header, and the cheap look before parsing. */
@NullMarked
package io.github.shtinkering.ingest.document;

import org.jspecify.annotations.NullMarked;
