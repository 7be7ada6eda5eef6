/** Cases from a directory of the files sink. */
@NullMarked
package io.github.shtinkering.console.cases.files;

import org.jspecify.annotations.NullMarked;
