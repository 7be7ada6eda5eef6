package io.github.shtinkering.detect.casebook.scoring;

/** What the fleet makes of a case; the rubric scores each differently. */
public enum FleetAssessment {
    /** Nothing that is known of other hosts bears on it. */
    ALONE,
    /** The same actor attempts the same on other hosts. */
    IN_CAMPAIGN,
    /** The same program armed many hosts in the same way, and nobody used it. */
    COMMON
}
