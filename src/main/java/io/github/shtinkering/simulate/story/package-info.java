/** What happened on a host, before a sensor or shipper words it. */
@NullMarked
package io.github.shtinkering.simulate.story;

import org.jspecify.annotations.NullMarked;
