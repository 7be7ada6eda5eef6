/** The fast look at the bytes: rejects the 999 in 1,000 records that cannot matter before anything is parsed. */
@NullMarked
package io.github.shtinkering.ingest.filter;

import org.jspecify.annotations.NullMarked;
