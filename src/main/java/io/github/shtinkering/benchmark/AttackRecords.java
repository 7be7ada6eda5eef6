package io.github.shtinkering.benchmark;

import io.github.shtinkering.simulate.record.RecordShape;
import io.github.shtinkering.simulate.shape.RecordShapes;
import io.github.shtinkering.simulate.story.StoryBuilder;
import io.github.shtinkering.simulate.story.StoryEvent;
import io.github.shtinkering.simulate.story.StoryProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whole attacks, each on a host of its own. */
final class AttackRecords {
    private static final long LSASS = 744;
    private static final long INITIATOR = 5_120;
    private static final long WER_FAULT = 7_012;
    private static final Duration STEP = Duration.ofSeconds(1);

    private AttackRecords() {}

    /** By an actor of its own, so that none waits for what the fleet makes of it. */
    static List<byte[]> on(String host, long startMillis) {
        return by("C:\\Users\\Public\\" + host + ".exe", host, startMillis);
    }

    /**
     * The records of arming, launch and dump, which each tell something new; LSASS's start before them.
     *
     * @param image full path of the tool
     */
    static List<byte[]> by(String image, String host, long startMillis) {
        StoryProcess tool = StoryProcess.ofSystem(image, INITIATOR, image.substring(image.lastIndexOf('\\') + 1));
        List<StoryEvent> events = StoryBuilder.on(host, startMillis)
                .lsassStarted(LSASS)
                .after(STEP)
                .armed(tool)
                .after(STEP)
                .reportRequested(LSASS, tool, WER_FAULT)
                .after(STEP)
                .dumped(LSASS, INITIATOR, WER_FAULT)
                .events();
        return rendered(events);
    }

    /** What a host says on an ordinary day: LSASS twice in the header of a logon. */
    static List<byte[]> idle(String host, long startMillis) {
        return rendered(StoryBuilder.on(host, startMillis)
                .loggedOn(LSASS, "CORP\\svc$", 3, "-")
                .after(STEP)
                .loggedOn(LSASS, "CORP\\svc$", 3, "-")
                .events());
    }

    private static List<byte[]> rendered(List<StoryEvent> events) {
        RecordShape shape = RecordShapes.winlogbeat();
        List<byte[]> records = new ArrayList<>();
        for (StoryEvent event : events) {
            shape.render(event).ifPresent(record -> records.add(record.getBytes(StandardCharsets.UTF_8)));
        }
        return records;
    }
}
