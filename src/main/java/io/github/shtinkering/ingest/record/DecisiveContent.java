package io.github.shtinkering.ingest.record;

import io.github.shtinkering.fact.BootMark;
import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.FactPayload;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.fact.VendorDetection;
import io.github.shtinkering.fact.WerLaunch;
import io.github.shtinkering.normal.AsciiCase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a fact decides how it is judged, in one spelling for all shippers: a copy of a record that says something else
 * is another fact, whichever came first.
 */
final class DecisiveContent {
    private DecisiveContent() {}

    /** @param subject tells apart facts of one kind in one record */
    static List<@Nullable Object> of(
            @Nullable Object subject, @Nullable ProcessRef actor, @Nullable ProcessRef parent, FactPayload payload) {
        List<@Nullable Object> content = new ArrayList<>();
        content.add(subject);
        add(content, actor);
        add(content, parent);
        if (payload instanceof WerLaunch launch) {
            add(content, launch);
        } else if (payload instanceof RegistryChange change) {
            add(content, change);
        } else if (payload instanceof FileActivity file) {
            add(content, file);
        } else if (payload instanceof CrashEvidence crash) {
            add(content, crash);
        }
        content.add(payload instanceof BootMark boot ? boot.record() + '|' + boot.bootType() : null);
        content.add(payload instanceof LsassSighting seen ? seen.source().name() + '|' + seen.pid() : null);
        content.add(payload instanceof Logon logon ? lower(logon.user()) + '|' + logon.type() : null);
        content.add(payload instanceof VendorDetection alert ? alert.name() + '|' + alert.targetPid() : null);
        return content;
    }

    private static void add(List<@Nullable Object> content, @Nullable ProcessRef process) {
        content.add(process == null ? null : process.pid());
        content.add(process == null ? null : lower(process.executable()));
    }

    private static void add(List<@Nullable Object> content, WerLaunch launch) {
        content.add(launch.form());
        content.add(launch.targets());
        content.add(launch.initiatorPid());
        content.add(launch.odd());
        launch.files().forEach(file -> content.add(lower(file)));
    }

    private static void add(List<@Nullable Object> content, RegistryChange change) {
        content.add(change.operation());
        content.add(change.key());
        content.add(change.value());
        content.add(change.number() == null ? lower(change.data()) : change.number());
        content.add(change.newKey());
        content.add(change.newValue());
    }

    private static void add(List<@Nullable Object> content, FileActivity file) {
        content.add(file.operation());
        content.add(lower(file.path()));
        content.add(lower(file.newPath()));
    }

    private static void add(List<@Nullable Object> content, CrashEvidence crash) {
        content.add(crash.source());
        content.add(crash.pid());
        content.add(lower(crash.module()));
        content.add(lower(crash.code()));
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : AsciiCase.lower(text);
    }
}
