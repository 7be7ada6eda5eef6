/** The HTTP server, who may ask it, and what it answers. */
@NullMarked
package io.github.shtinkering.console.web;

import org.jspecify.annotations.NullMarked;
