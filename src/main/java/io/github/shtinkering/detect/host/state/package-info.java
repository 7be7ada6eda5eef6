/** A host's state and its form in checkpoints. */
@NullMarked
package io.github.shtinkering.detect.host.state;

import org.jspecify.annotations.NullMarked;
