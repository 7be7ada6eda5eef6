package io.github.shtinkering.detect.casebook.evidence;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A management agent whose arming alone counts for less.
 *
 * @param executable full path; case is ignored
 * @param signer the signer that a record must name, where it names one; null when any will do
 */
public record RecognisedAgent(String executable, @Nullable String signer) implements Serializable {}
