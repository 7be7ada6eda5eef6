package io.github.shtinkering.detect.host;

import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gives each element the stamp under which its host sent it.
 *
 * <p>What a function emits bears the stamp of the record that caused it, and the stamps of several readers are not in
 * the order in which a host takes their records. Flink CEP sorts by stamps: it would see a launch before its arming.
 */
public final class SendTimestamps extends AbstractStreamOperator<TimelineEntry>
        implements OneInputStreamOperator<TimelineEntry, TimelineEntry> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(StreamRecord<TimelineEntry> element) {
        output.collect(element.replace(element.getValue(), element.getValue().sentMillis()));
    }
}
