package io.github.shtinkering.job.command;

import org.apache.flink.util.SerializedThrowable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a person in one line why something failed, and the log the rest. */
public final class FailureMessages {
    private static final Logger LOG = LoggerFactory.getLogger(FailureMessages.class);
    private static final int LONGEST = 400;

    private FailureMessages() {}

    public static void log(Throwable failure) {
        LOG.error("The job failed", failure);
    }

    /** What the innermost cause says; Flink wraps it many times. */
    public static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        if (root instanceof SerializedThrowable remote && message != null) {
            // What failed on the cluster comes as a text that begins with the class.
            String name = remote.getOriginalErrorClassName();
            return oneLine(message.startsWith(name) ? message.substring(name.lastIndexOf('.') + 1) : message);
        }
        String name = root.getClass().getSimpleName();
        return oneLine(message == null ? name : name + ": " + message);
    }

    /** A text of other programs on one line, bounded and without control characters. */
    public static String oneLine(String text) {
        String line = text.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
