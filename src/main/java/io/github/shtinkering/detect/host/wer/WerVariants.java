package io.github.shtinkering.detect.host.wer;

import io.github.shtinkering.detect.host.registry.ArmedState;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.WerLaunch;
import org.jspecify.annotations.Nullable;

/** The sibling techniques that reach the same end by other switches of WER. */
public final class WerVariants {
    /** SilentProcessExit's monitor asked for the report. */
    public static final String SILENT_PROCESS_EXIT = "silent-process-exit";
    /** WerFaultSecure was started directly, or with its secure-dump switches. */
    public static final String WERFAULT_SECURE = "werfaultsecure";

    private WerVariants() {}

    /** The variant that the registry is set up for; null for the technique itself. */
    public static @Nullable String of(ArmedState state) {
        return state.silentProcessExit() ? SILENT_PROCESS_EXIT : null;
    }

    /** The variant that a launch is; null for the technique itself, also when WerSvc started WerFaultSecure. */
    public static @Nullable String of(Fact fact) {
        WerLaunch launch = fact.launch();
        if (launch == null) {
            return null;
        }
        if (launch.form() == WerLaunch.Form.SILENT_PROCESS_EXIT) {
            return SILENT_PROCESS_EXIT;
        }
        if (launch.form() == WerLaunch.Form.SECURE_DUMP) {
            return WERFAULT_SECURE;
        }
        boolean direct = launch.program() == WerLaunch.Program.WERFAULT_SECURE
                && launch.targetPid() != null
                && fact.parent() != null
                && WerPrograms.name(fact.parent()) != null
                && !WerPrograms.maySystem32Be(fact.parent(), "svchost.exe")
                && !WerPrograms.maySystem32Be(fact.parent(), "lsass.exe");
        return direct ? WERFAULT_SECURE : null;
    }
}
