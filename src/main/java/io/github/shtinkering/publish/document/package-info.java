/** The documents: alert, audit, campaign, host. */
@NullMarked
package io.github.shtinkering.publish.document;

import org.jspecify.annotations.NullMarked;
