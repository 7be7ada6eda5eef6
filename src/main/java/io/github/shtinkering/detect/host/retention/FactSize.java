package io.github.shtinkering.detect.host.retention;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** About how many bytes a fact takes: its texts, which come from a log, and the rest by a fixed amount. */
final class FactSize {
    /** Numbers, flags and references of a fact. */
    private static final long FIXED = 128;

    private FactSize() {}

    static long of(List<Fact> facts) {
        return facts.stream().mapToLong(FactSize::of).sum();
    }

    static long of(Fact fact) {
        long size = FIXED + of(fact.hostId(), fact.domain(), fact.origin()) + of(fact.actor()) + of(fact.parent());
        RegistryChange registry = fact.registry();
        if (registry != null) {
            size += of(registry.key(), registry.value(), registry.data(), registry.newKey(), registry.newValue());
        }
        FileActivity file = fact.file();
        if (file != null) {
            size += of(file.path(), file.newPath(), file.remoteAddress(), file.remoteUser());
        }
        if (fact.launch() != null) {
            size += of(fact.launch().files().toArray(new String[0]));
        }
        if (fact.crash() != null) {
            size += of(fact.crash().module(), fact.crash().code());
        }
        if (fact.logon() != null) {
            size += of(fact.logon().user(), fact.logon().sid(), fact.logon().address());
        }
        if (fact.detection() != null) {
            size += of(
                    fact.detection().vendor(),
                    fact.detection().name(),
                    fact.detection().alertId());
        }
        return size;
    }

    private static long of(@Nullable ProcessRef process) {
        return process == null
                ? 0
                : of(
                        process.entityId(),
                        process.executable(),
                        process.commandLine(),
                        process.user(),
                        process.userSid(),
                        process.sha256(),
                        process.originalFileName(),
                        process.signer());
    }

    private static long of(@Nullable String... texts) {
        long size = 0;
        for (String text : texts) {
            size += text == null ? 0 : text.length();
        }
        return size;
    }
}
