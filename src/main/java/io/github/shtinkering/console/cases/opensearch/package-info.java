/** Cases from an index. */
@NullMarked
package io.github.shtinkering.console.cases.opensearch;

import org.jspecify.annotations.NullMarked;
