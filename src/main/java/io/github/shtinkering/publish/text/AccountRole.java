package io.github.shtinkering.publish.text;

/** What an account did in a case, or that it was there. */
public enum AccountRole {
    ARMED("armed-by"),
    RESET("reset-by"),
    REACHED_REGISTRY("registry-reached-by"),
    ASKED("asked-for-by"),
    WROTE("written-by"),
    READ("read-by"),
    COPIED("copied-by"),
    ARCHIVED("archived-by"),
    RENAMED("renamed-by"),
    DELETED("deleted-by"),
    LOGGED_ON("logged-on");

    private final String wireName;

    AccountRole(String wireName) {
        this.wireName = wireName;
    }

    /** As in the alert document. */
    public String wireName() {
        return wireName;
    }

    /** What the account did, in the words of a person; "the dump" and "the setting" are the case's. */
    public String deed() {
        return switch (this) {
            case ARMED -> "enabled the dumps";
            case RESET -> "reset the setting";
            case REACHED_REGISTRY -> "reached the registry from another machine";
            case ASKED -> "asked for the dump";
            case WROTE -> "wrote a dump";
            case READ -> "read the dump";
            case COPIED -> "copied the dump";
            case ARCHIVED -> "archived the dump";
            case RENAMED -> "renamed the dump";
            case DELETED -> "deleted the dump";
            case LOGGED_ON -> "was logged on";
        };
    }
}
