package io.github.shtinkering.simulate.story;

/**
 * One event of a story.
 *
 * @param host the computer's name as Windows has it, without domain
 * @param timeMillis event time, milliseconds since the epoch, UTC
 * @param ordinal distinct for every event of one host; record numbers come from it
 * @param otherSensor true when a second sensor tells what another event of the story told already
 */
public record StoryEvent(String host, long timeMillis, long ordinal, boolean otherSensor, SimulatedEvent simulated) {}
