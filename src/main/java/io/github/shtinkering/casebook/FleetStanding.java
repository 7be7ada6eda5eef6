package io.github.shtinkering.casebook;

/** What the fleet makes of a case; the rubric scores each differently. */
public enum FleetStanding {
    /** Nothing that is known of other hosts bears on it. */
    ALONE,
    /** The same actor attempts the same on other hosts. */
    IN_CAMPAIGN,
    /** The same program armed many hosts in the same way, and nobody used it. */
    COMMON
}
