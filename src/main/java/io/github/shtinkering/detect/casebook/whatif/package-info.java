/** Which single fact would change a case's verdict. */
@NullMarked
package io.github.shtinkering.detect.casebook.whatif;

import org.jspecify.annotations.NullMarked;
