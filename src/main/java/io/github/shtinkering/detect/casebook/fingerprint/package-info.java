/** What a case may have in common with cases of other hosts. */
@NullMarked
package io.github.shtinkering.detect.casebook.fingerprint;

import org.jspecify.annotations.NullMarked;
