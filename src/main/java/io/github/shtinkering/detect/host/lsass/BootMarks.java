package io.github.shtinkering.detect.host.lsass;

import io.github.shtinkering.fact.BootMark;
import io.github.shtinkering.fact.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which records tell that the host booted. Anybody may start wininit.exe and lsass.exe, under any parent, and restart the
 * event log's service: such records are part of a boot where another tells it, and make none.
 */
public final class BootMarks {
    private static final int COLD_BOOT = 0;
    private static final Set<String> OF_THE_KERNEL =
            Set.of("Kernel-General 12", "Kernel-Boot 27", "Security 4608", "inventory boot time");

    private BootMarks() {}

    /** The first mark of each boot. The marks are in the timeline's order. */
    static List<Fact> boots(List<Fact> marks) {
        List<Fact> found = new ArrayList<>();
        List<Fact> kernels = marks.stream().filter(BootMarks::isOfTheKernel).toList();
        int start = 0;
        for (int i = 1; i <= kernels.size(); i++) {
            if (i == kernels.size() || apart(kernels.get(i - 1), kernels.get(i))) {
                List<Fact> cluster = kernels.subList(start, i);
                if (cluster.stream().noneMatch(BootMarks::isResumed)) {
                    found.add(firstMark(marks, cluster.get(0)));
                }
                start = i;
            }
        }
        return found;
    }

    private static boolean apart(Fact before, Fact after) {
        return after.timeMillis() - before.timeMillis() > CorrelationWindows.BOOT_SPAN_MILLIS;
    }

    /** Of the records of a boot the kernel's need not be the first. */
    private static Fact firstMark(List<Fact> marks, Fact kernels) {
        return marks.stream()
                .filter(m -> m.timeMillis() <= kernels.timeMillis() && !apart(m, kernels))
                .findFirst()
                .orElse(kernels);
    }

    /** Whether a record tells by itself that the host booted, or resumed. */
    public static boolean isOfTheKernel(Fact fact) {
        BootMark mark = fact.boot();
        return mark != null && OF_THE_KERNEL.contains(mark.record());
    }

    /** Kernel-Boot 27 of a fast start-up or of a resume: the kernel session, and LSASS with it, lived on. */
    private static boolean isResumed(Fact fact) {
        BootMark mark = fact.boot();
        return mark != null && mark.bootType() != null && mark.bootType() != COLD_BOOT;
    }
}
