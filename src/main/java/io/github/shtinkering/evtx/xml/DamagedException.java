package io.github.shtinkering.evtx.xml;

/** What stands in a file is not what the format allows. It is expected and frequent, so it has no stack trace. */
public final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong: a clause that can follow a colon
     */
    public DamagedException(String message) {
        super(message, null, false, false);
    }
}
