/** Whether the registry says that LSASS would be dumped in full. */
@NullMarked
package io.github.shtinkering.detect.host.registry;

import org.jspecify.annotations.NullMarked;
