package io.github.shtinkering.detect.fleet.group;

import io.github.shtinkering.detect.casebook.scoring.VendorAnswer;
import io.github.shtinkering.detect.fleet.count.DistinctHosts;
import java.util.List;

/** A group in numbers, as far as each note asks for them. */
public interface GroupNumbers {
    /** How many hosts. */
    DistinctHosts.Estimate hostEstimate();

    /** Event time of the first of them, milliseconds since the epoch. */
    long firstMillis();

    /** What the worst of its cases scores, and which case it is. */
    int score();

    /** The id of that case. */
    String worstCase();

    /** Stages of its cases, sorted. */
    List<String> stages();

    /** Whether LSASS was the target of one of the cases. */
    boolean confirmed();

    /** The first of its hosts by name, at most so many. */
    List<String> firstHosts(int most);

    /** How many hosts' alerts were answered so. */
    long answered(VendorAnswer answer);

    /** How many hosts' alerts were answered at all. */
    long answered();
}
