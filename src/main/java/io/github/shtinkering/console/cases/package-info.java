/** What the console shows of cases, wherever they are kept. */
@NullMarked
package io.github.shtinkering.console.cases;

import org.jspecify.annotations.NullMarked;
