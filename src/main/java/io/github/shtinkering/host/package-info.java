/** One host's story: LSASS's PID by boot, the armed state, the order of events (keyed by host). */
@NullMarked
package io.github.shtinkering.host;

import org.jspecify.annotations.NullMarked;
