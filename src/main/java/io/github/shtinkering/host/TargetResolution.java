package io.github.shtinkering.host;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one PID at one time.
 *
 * @param resolution whether the PID was LSASS
 * @param lsassPid LSASS's PID at that time, null when not known
 * @param sources how we know, in words, sorted
 * @param singleMediumSource whether a confirmation rests on one medium source only (rubric: −5)
 * @param why one clause that explains the resolution
 */
public record TargetResolution(
        Resolution resolution, @Nullable Long lsassPid, List<String> sources, boolean singleMediumSource, String why) {}
