package io.github.shtinkering.fact;

/** What a fact says, beside when, where and by whom: one record for each thing that telemetry can tell. */
public sealed interface FactPayload
        permits BootMark,
                LsassSighting,
                LsassEnd,
                RegistryChange,
                WerLaunch,
                FileActivity,
                CrashEvidence,
                RemoteRegistryAccess,
                Logon,
                VendorDetection {

    /** The kind of a fact that says this. */
    FactKind kind();
}
