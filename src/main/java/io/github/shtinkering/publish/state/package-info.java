/** What is kept of a host's documents between them, and the risk of hosts and users. */
@NullMarked
package io.github.shtinkering.publish.state;

import org.jspecify.annotations.NullMarked;
