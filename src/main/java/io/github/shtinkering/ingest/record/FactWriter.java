package io.github.shtinkering.ingest.record;

import io.github.shtinkering.fact.BootMark;
import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.fact.VendorDetection;
import io.github.shtinkering.fact.WerLaunch;
import io.github.shtinkering.normal.HostName;
import io.github.shtinkering.normal.TextValues;
import io.github.shtinkering.normal.Timestamp;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the facts of one record and gives them their ids. */
final class FactWriter {
    private static final int SECOND = 1_000;

    private final RecordHead head;
    private final RecordContext context;

    FactWriter(RecordHead head, RecordContext context) {
        this.head = head;
        this.context = context;
    }

    /** A fact in the making: who, and the one payload. */
    static final class Draft {
        @Nullable
        ProcessRef actor;

        @Nullable
        ProcessRef parent;

        @Nullable
        BootMark boot;

        @Nullable
        LsassSighting sighting;

        @Nullable
        RegistryChange registry;

        @Nullable
        WerLaunch launch;

        @Nullable
        FileActivity file;

        @Nullable
        CrashEvidence crash;

        @Nullable
        Logon logon;

        @Nullable
        VendorDetection detection;

        Draft with(@Nullable ProcessRef who, @Nullable ProcessRef whoseParent) {
            actor = shortened(who);
            parent = shortened(whoseParent);
            return this;
        }

        /** Length of text is no lever: what a long line says has been read, and its head shows what it is. */
        private static @Nullable ProcessRef shortened(@Nullable ProcessRef process) {
            String line = process == null ? null : process.commandLine();
            return line == null || line.length() <= TextValues.KEPT_COMMAND_LINE
                    ? process
                    : process.withCommandLine(TextValues.cut(line, TextValues.KEPT_COMMAND_LINE));
        }
    }

    /** What the record tells of lacks this. */
    void missing(String what) {
        context.missing(what);
    }

    /**
     * Writes a fact. A record without host or time gives none: it is undecodable, and only now is that known to matter.
     *
     * @param subject tells apart facts of one kind in one record; asked only for facts that are made
     */
    void write(FactKind kind, Supplier<? extends @Nullable Object> subject, Consumer<Draft> content) {
        HostName host = head.host();
        Timestamp time = head.time();
        if (host == null) {
            context.lacksHost();
        } else if (time == null) {
            context.undecodable("no-event-time", "The record matters but has no time that can be read.");
        } else if (context.isAbout(host)) {
            Draft draft = new Draft();
            content.accept(draft);
            if (context.mayBeNews(host, hostId(), time.millis(), draft.sighting, draft.logon)) {
                context.add(fact(kind, subject.get(), host, time, draft));
            }
        }
    }

    private @Nullable String hostId() {
        return TextValues.value(head.hostId(), TextValues.MAX_NAME);
    }

    private Fact fact(FactKind kind, @Nullable Object subject, HostName host, Timestamp time, Draft draft) {
        return new Fact(
                id(kind, subject, host, time, draft),
                kind,
                host.name(),
                host.domain(),
                hostId(),
                time.millis(),
                time.clockMillis(),
                head.format(),
                head.sensor(),
                context.origin(),
                draft.actor,
                draft.parent,
                draft.boot,
                draft.sighting,
                draft.registry,
                draft.launch,
                draft.file,
                draft.crash,
                draft.logon,
                draft.detection);
    }

    private String id(FactKind kind, @Nullable Object subject, HostName host, Timestamp time, Draft draft) {
        long second = Math.floorDiv(time.millis(), SECOND);
        if (head.recordKey() != null) {
            return FactId.ofRecord(
                    List.of(host.name(), head.sensor(), head.recordKey(), second, kind),
                    DecisiveContent.of(subject, draft));
        }
        return FactId.of(
                host.name(),
                host.domain(),
                head.sensor(),
                time.millis(),
                kind,
                subject,
                draft.actor,
                draft.parent,
                draft.boot,
                draft.sighting,
                draft.registry,
                draft.launch,
                draft.file,
                draft.crash,
                draft.logon,
                draft.detection);
    }
}
