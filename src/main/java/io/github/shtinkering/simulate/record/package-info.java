/** What sensors see of a story: event log records and an EDR's events, before a shipper takes them. */
@NullMarked
package io.github.shtinkering.simulate.record;

import org.jspecify.annotations.NullMarked;
