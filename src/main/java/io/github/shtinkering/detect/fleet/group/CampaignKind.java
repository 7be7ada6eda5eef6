package io.github.shtinkering.detect.fleet.group;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;

/** What a group of hosts is. Names are part of the state format. */
public enum CampaignKind {
    /** One actor attempts the same on several hosts. */
    CAMPAIGN("campaign"),
    /** One program arms many hosts in the same way. */
    DEPLOYMENT("deployment"),
    /** One crash on many hosts, about which a product raised alerts. */
    CRASH_STORM("crash-storm");

    private final String wireName;

    CampaignKind(String wireName) {
        this.wireName = wireName;
    }

    /** As in the document. */
    public String wireName() {
        return wireName;
    }

    public static CampaignKind of(Fingerprint.Kind kind) {
        return switch (kind) {
            case ACTOR -> CAMPAIGN;
            case ARMING -> DEPLOYMENT;
            case FORM -> CRASH_STORM;
        };
    }
}
