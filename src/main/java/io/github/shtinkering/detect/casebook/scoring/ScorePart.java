package io.github.shtinkering.detect.casebook.scoring;

import java.util.List;

/**
 * One part of a score. The points of all parts add up to the score, exactly; ceilings, floors and clamping are parts.
 *
 * @param name stable name, kebab case
 * @param points what it adds; negative when it takes away
 * @param reason why, in words
 * @param evidence ids of the evidence that it rests on
 */
public record ScorePart(String name, int points, String reason, List<String> evidence) {}
