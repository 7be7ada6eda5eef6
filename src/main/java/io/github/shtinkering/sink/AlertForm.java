package io.github.shtinkering.sink;

/** How an alert is written. */
public enum AlertForm {
    /** As it is: ECS names, {@code alert.schema.json}. */
    ECS,
    /** As a Detection Finding of OCSF: {@code ocsf-detection-finding.schema.json}. */
    OCSF
}
