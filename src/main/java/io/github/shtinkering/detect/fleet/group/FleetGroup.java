package io.github.shtinkering.detect.fleet.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One group of hosts that was published. A Flink POJO. */
public class FleetGroup {
    /** Its id. */
    public String id = "";
    /** The how manieth it is: of two that become one, the older stays. */
    public long ordinal;
    /** What its members may have in common, as published last: when it is no more, it is found again by any of them. */
    public List<String> identities = new ArrayList<>();
    /** 1, 2, 3, … for people; 0 while nothing was published. */
    public int revision;
    /** The newest version that was given to a document of it. */
    public long version;
    /** A digest of what was published that a reader must hear of at once. */
    public String urgentDigest = "";
    /** A digest of everything that was published. */
    public String publishedDigest = "";
    /** Whether there may be more to publish, a little later. */
    public boolean pending;
    /** Event times of the first and the last host, as published. */
    public long firstMillis;

    public long lastMillis;
    /** Where it stands. */
    public Campaign.Status status = Campaign.Status.OPEN;
    /** The older group that took it over; null for any other. */
    public @Nullable String mergedInto;
    /** Its hosts, when they are kept in numbers; null while they are kept one by one. */
    public @Nullable GroupSummary summary;

    /** The numbers of a group that is kept in numbers. */
    public GroupSummary inNumbers() {
        return Objects.requireNonNull(summary);
    }

    /** One that does not change with this one: a checkpoint may still be writing it. */
    public FleetGroup copy() {
        FleetGroup copy = new FleetGroup();
        copy.id = id;
        copy.ordinal = ordinal;
        copy.identities = new ArrayList<>(identities);
        copy.revision = revision;
        copy.version = version;
        copy.urgentDigest = urgentDigest;
        copy.publishedDigest = publishedDigest;
        copy.pending = pending;
        copy.firstMillis = firstMillis;
        copy.lastMillis = lastMillis;
        copy.status = status;
        copy.mergedInto = mergedInto;
        copy.summary = summary == null ? null : summary.copy();
        return copy;
    }
}
