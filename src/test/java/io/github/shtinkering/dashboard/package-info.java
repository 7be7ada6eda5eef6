/** The dashboards of {@code deploy/dashboards}: what their panels show, how the files are written, and what they return. */
@NullMarked
package io.github.shtinkering.dashboard;

import org.jspecify.annotations.NullMarked;
