package io.github.shtinkering.casebook;

/**
 * That an exception had an effect on a case, for the audit.
 *
 * @param id the exception's id
 * @param owner who answers for it
 * @param scoreWithout what the case would score without it
 */
public record ExceptionUse(String id, String owner, int scoreWithout) {}
