/** Keeps what is known of a host and sends what is new of its timeline (keyed by host). */
@NullMarked
package io.github.shtinkering.detect.host;

import org.jspecify.annotations.NullMarked;
