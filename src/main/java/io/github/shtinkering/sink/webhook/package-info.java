/** Tells people: a webhook, or an Alertmanager. */
@NullMarked
package io.github.shtinkering.sink.webhook;

import org.jspecify.annotations.NullMarked;
