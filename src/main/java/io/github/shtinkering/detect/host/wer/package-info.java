/** Windows Error Reporting: its launches, its dumps, and whose dump a file is. */
@NullMarked
package io.github.shtinkering.detect.host.wer;

import org.jspecify.annotations.NullMarked;
