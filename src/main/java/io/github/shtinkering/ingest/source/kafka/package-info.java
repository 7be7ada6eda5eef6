/** Telemetry and control records from Kafka. */
@NullMarked
package io.github.shtinkering.ingest.source.kafka;

import org.jspecify.annotations.NullMarked;
