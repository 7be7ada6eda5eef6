package io.github.shtinkering.fleet;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet keeps under one key besides its members and groups, which are kept one by one: plain data, a Flink POJO
 * that may gain fields.
 */
public class FleetState {
    /** Hosts on which a form of launch was seen, with or without a case. */
    public HostDays sightings = new HostDays();
    /** How many groups there were. */
    public long groups;
    /** Members that had to leave because the bound was reached. */
    public long evicted;
    /** When the last note arrived. */
    public long lastArrivalMillis;
    /** When the expiry is looked at next. */
    public long expiryTimerMillis;
    /** When counts that grew are told; 0 when nothing waits. */
    public long tellTimerMillis;

    /** One group of hosts that was told of. A Flink POJO. */
    public static class Group {
        /** Its id. */
        public String id = "";
        /** The how manieth it is: of two that become one, the older stays. */
        public long ordinal;
        /** What its members may have in common, as told last: when it is no more, it is found again by any of them. */
        public List<String> identities = new ArrayList<>();
        /** 1, 2, 3, … for people; 0 while nothing was told. */
        public int revision;
        /** The newest version that was given to a document of it. */
        public long version;
        /** A digest of what was told that a reader must hear of at once. */
        public String news = "";
        /** A digest of everything that was told. */
        public String told = "";
        /** Whether there may be more to tell, a little later. */
        public boolean waits;
        /** Event times of the first and the last host, as told. */
        public long firstMillis;

        public long lastMillis;
        /** Where it stands. */
        public Campaign.Status status = Campaign.Status.OPEN;
        /** The older group that took it over; null for any other. */
        public @Nullable String mergedInto;
        /** Its hosts, when they are kept in numbers; null while they are kept one by one. */
        public @Nullable Crowd crowd;

        /** One that does not change with this one: a checkpoint may still be writing it. */
        Group copy() {
            Group copy = new Group();
            copy.id = id;
            copy.ordinal = ordinal;
            copy.identities = new ArrayList<>(identities);
            copy.revision = revision;
            copy.version = version;
            copy.news = news;
            copy.told = told;
            copy.waits = waits;
            copy.firstMillis = firstMillis;
            copy.lastMillis = lastMillis;
            copy.status = status;
            copy.mergedInto = mergedInto;
            copy.crowd = crowd == null ? null : crowd.copy();
            return copy;
        }
    }

    /**
     * An identity by which a group is found whose hosts are kept in numbers.
     *
     * @param group the group's id
     * @param host a digest of a host that bears it
     * @param shared whether another one does, too
     */
    public record KnownIdentity(String group, long host, boolean shared) {}
}
