/** One machine's timeline in event order, made of its facts: a pure function. */
@NullMarked
package io.github.shtinkering.detect.host.timeline;

import org.jspecify.annotations.NullMarked;
