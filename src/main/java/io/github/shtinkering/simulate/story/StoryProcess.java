package io.github.shtinkering.simulate.story;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A process in a story.
 *
 * @param image full path of the executable
 * @param pid decimal process id
 * @param commandLine as it was started; null when no sensor saw it
 * @param user {@code DOMAIN\name} or {@code NT AUTHORITY\SYSTEM}
 * @param startedMillis when it started, milliseconds since the epoch; null when it does not matter
 * @param originalFileName from the version resource; null when there is none
 * @param integrity {@code Medium}, {@code High} or {@code System}
 */
public record StoryProcess(
        String image,
        long pid,
        @Nullable String commandLine,
        String user,
        @Nullable Long startedMillis,
        @Nullable String originalFileName,
        String integrity) {
    private static final String SYSTEM = "NT AUTHORITY\\SYSTEM";
    private static final HexFormat HEX = HexFormat.of();
    private static final long UNKNOWN_START_MILLIS = 1_767_225_600_000L;

    /** A process of the operating system itself. */
    public static StoryProcess ofSystem(String image, long pid, @Nullable String commandLine) {
        return new StoryProcess(image, pid, commandLine, SYSTEM, null, fileName(image), "System");
    }

    /** A process that an administrator started. */
    public static StoryProcess ofAdmin(String image, long pid, String user) {
        return new StoryProcess(image, pid, '"' + image + '"', user, null, fileName(image), "High");
    }

    /** The same process with a start time, which its GUID carries. */
    public StoryProcess startedAt(long millis) {
        return new StoryProcess(image, pid, commandLine, user, millis, originalFileName, integrity);
    }

    /** The last element of the path. */
    public String fileName() {
        return fileName(image);
    }

    /** The domain of {@link #user()}; empty when there is none. */
    public String userDomain() {
        int slash = user.indexOf('\\');
        return slash < 0 ? "" : user.substring(0, slash);
    }

    /** {@link #user()} without its domain. */
    public String userName() {
        return user.substring(user.indexOf('\\') + 1);
    }

    /** The SID of {@link #user()}: the well-known ones as they are, the others made up but stable. */
    public String userSid() {
        return sidOf(user);
    }

    /** Sysmon's ProcessGuid: machine, start time (low, then high half), and what makes it unique. */
    public String guid(String host) {
        long start = (startedMillis == null ? UNKNOWN_START_MILLIS : startedMillis) / 1000;
        return '{' + HEX.toHexDigits(host.hashCode())
                + '-' + HEX.toHexDigits((short) start)
                + '-' + HEX.toHexDigits((short) (start >>> 16))
                + '-' + HEX.toHexDigits((short) pid)
                + "-0000" + HEX.toHexDigits(image.hashCode())
                + '}';
    }

    static String sidOf(String user) {
        if (user.equals(SYSTEM)) {
            return "S-1-5-18";
        }
        if (user.equals("NT AUTHORITY\\LOCAL SERVICE")) {
            return "S-1-5-19";
        }
        if (user.equals("NT AUTHORITY\\NETWORK SERVICE")) {
            return "S-1-5-20";
        }
        return "S-1-5-21-1004336348-1177238915-682003330-" + (1000 + Math.floorMod(user.hashCode(), 9000));
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('\\') + 1);
    }
}
