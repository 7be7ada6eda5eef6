package io.github.shtinkering.publish.text;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import java.util.Objects;

/** What was done to a dump, and by whom: "CORP\\adm1 renamed it to D:\\x with cmd.exe". */
public final class HandlingText {
    private HandlingText() {}

    /**
     * Returns a sentence without its end.
     *
     * @param what the dump: its path, or a pronoun where the path was just told
     */
    public static String deed(Fact handling, String what) {
        FileActivity file = Objects.requireNonNull(handling.file());
        String to = file.newPath() == null ? "" : " to " + GuideText.value(file.newPath());
        String who = GuideText.who(handling.actor());
        String with = GuideText.with(handling.actor());
        return switch (file.operation()) {
            case READ_OVER_SMB ->
                (file.remoteUser() == null ? "somebody" : GuideText.value(file.remoteUser())) + " read " + what
                        + " over SMB"
                        + (file.remoteAddress() == null ? "" : " from " + GuideText.value(file.remoteAddress()));
            case DELETED -> who + " deleted " + what + with;
            case RENAMED -> who + " renamed " + what + to + with;
            case COPIED, CREATED -> who + " copied " + what + to + with;
            case ARCHIVED -> who + " packed " + what + to + with;
        };
    }
}
