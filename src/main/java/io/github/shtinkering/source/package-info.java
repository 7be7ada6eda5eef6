/** Where records come from: files and Kafka. */
@NullMarked
package io.github.shtinkering.source;

import org.jspecify.annotations.NullMarked;
