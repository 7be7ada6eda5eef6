package io.github.shtinkering.fleet;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the fleet keeps under one key: plain data, a Flink POJO that may gain fields. */
public class FleetState {
    /** The cases that bear a fingerprint of this key, but for those of crowds. */
    public List<Member> members = new ArrayList<>();
    /** The groups that were told of, the oldest first. */
    public List<Group> groups = new ArrayList<>();
    /** Hosts on which a form of launch was seen, with or without a case. */
    public HostDays sightings = new HostDays();
    /** The same in the state of programs that kept no days: empty once it was taken over. */
    public HostCount seen = new HostCount();
    /** Event time of the first of those. */
    public long seenSinceMillis = Long.MAX_VALUE;
    /** Members that had to leave because the bound was reached. */
    public long evicted;
    /** When the last note arrived. */
    public long lastArrivalMillis;
    /** When the expiry is looked at next. */
    public long expiryTimerMillis;
    /** When counts that grew are told; 0 when nothing waits. */
    public long tellTimerMillis;

    /** One group of hosts. */
    public static class Group {
        /** Its id. */
        public String id = "";
        /** What its members may have in common: it is found again by any of them. */
        public List<String> identities = new ArrayList<>();
        /** 1, 2, 3, … for people; 0 while nothing was told. */
        public int revision;
        /** The newest version that was given to a document of it. */
        public long version;
        /** A digest of what was told that a reader must hear of at once. */
        public String news = "";
        /** A digest of everything that was told. */
        public String told = "";
        /** Event times of the first and the last host, as told. */
        public long firstMillis;

        public long lastMillis;
        /** Where it stands. */
        public Campaign.Status status = Campaign.Status.OPEN;
        /** The older group that took it over; null for any other. */
        public @Nullable String mergedInto;
        /** Its hosts, when they are too many to be kept one by one; null while they are kept. */
        public @Nullable Crowd crowd;
    }
}
