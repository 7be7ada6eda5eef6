package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.fleet.count.DistinctHostsByDay;

/**
 * What the fleet keeps under one key besides its members and groups, which are kept one by one: plain data, a Flink POJO
 * that may gain fields.
 */
public class FleetState {
    /** Hosts on which a form of launch was seen, with or without a case. */
    public DistinctHostsByDay sightings = new DistinctHostsByDay();
    /** How many groups there were. */
    public long groups;
    /** Members that had to leave because the bound was reached. */
    public long evicted;
    /** When the last note arrived. */
    public long lastArrivalMillis;
    /** When the expiry is looked at next. */
    public long expiryTimerMillis;
    /** When counts that grew are published; 0 when nothing waits. */
    public long publishTimerMillis;

    /**
     * An identity by which a group is found whose hosts are kept in numbers.
     *
     * @param group the group's id
     * @param host a digest of a host that bears it
     * @param shared whether another one does, too
     */
    public record KnownIdentity(String group, long host, boolean shared) {}
}
