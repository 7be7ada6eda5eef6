/** Topics of Kafka. */
@NullMarked
package io.github.shtinkering.sink.kafka;

import org.jspecify.annotations.NullMarked;
