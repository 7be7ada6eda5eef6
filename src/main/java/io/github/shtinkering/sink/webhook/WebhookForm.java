package io.github.shtinkering.sink.webhook;

/** How a case is told to a webhook. */
public enum WebhookForm {
    /** The alert document. */
    ECS,
    /** A Detection Finding of OCSF. */
    OCSF,
    /** An alert of Alertmanager's API v2. */
    ALERTMANAGER
}
