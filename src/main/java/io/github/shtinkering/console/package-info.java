/**
 * The command that serves the console. It only reads. All it shows was written by strangers and stays text: the
 * server sends JSON, the page makes text nodes of it.
 */
@NullMarked
package io.github.shtinkering.console;

import org.jspecify.annotations.NullMarked;
