package io.github.shtinkering.detect.casebook.exceptions;

import org.jspecify.annotations.Nullable;

/**
 * That the control topic changed which exceptions are in force: told to every casebook.
 *
 * @param id the exception's id
 * @param entry what holds under the id from now on; null when nothing does: withdrawn, or replaced by an entry that is
 *     refused
 */
public record ExceptionChange(String id, @Nullable ArmingException entry) {}
