package io.github.shtinkering.ingest.format.windows.event;

import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.WindowsPath;
import org.jspecify.annotations.Nullable;

/** Where a file that was opened over SMB lies on the machine itself. */
final class SharePath {
    private SharePath() {}

    /**
     * Returns the local path.
     *
     * @param share e.g. {@code \\*\C$}
     * @param localPath the folder of the share where told, e.g. {@code \??\C:\Data}
     * @param name the path in the share
     */
    static String local(@Nullable String share, @Nullable String localPath, String name) {
        String shareName = WindowsPath.fileName(WindowsPath.normalise(share));
        String folder = WindowsPath.normalise(localPath);
        if (shareName != null && shareName.length() == 2 && shareName.endsWith("$")) {
            folder = shareName.charAt(0) + ":";
        } else if (folder == null) {
            folder = AsciiCase.equalsIgnoreCase(shareName, "ADMIN$") ? "C:\\Windows" : WindowsPath.normalise(share);
        }
        return folder + "\\" + name;
    }
}
