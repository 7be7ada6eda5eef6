package io.github.shtinkering.detect.casebook.exceptions;

/**
 * That an exception had an effect on a case, for the audit.
 *
 * @param id the exception's id
 * @param owner who answers for it
 * @param scoreWithout what the case would score without any exception
 * @param outlivedMillis event time of the exception's end when the host has passed it and is still armed by what the
 *     exception covers, and by nothing that another one covers longer; else 0
 */
public record ExceptionUse(String id, String owner, int scoreWithout, long outlivedMillis) {
    /** Whether the host is still armed although the exception has ended. */
    public boolean outlived() {
        return outlivedMillis > 0;
    }
}
