package io.github.shtinkering.ingest.record;

import io.github.shtinkering.fact.BootMark;
import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactHeader;
import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.fact.FactPayload;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the facts of one record and gives them their ids. */
final class FactWriter {
    private static final int SECOND = 1_000;

    /** A payload's place in an id: ids are in documents and in state, so these stay as they are. */
    private static final List<Class<? extends FactPayload>> PLACES = List.of(
            BootMark.class,
            LsassSighting.class,
            RegistryChange.class,
            WerLaunch.class,
            FileActivity.class,
            CrashEvidence.class,
            Logon.class,
            VendorDetection.class);

    private final RecordHead head;
    private final RecordContext context;

    FactWriter(RecordHead head, RecordContext context) {
        this.head = head;
        this.context = context;
    }

    /** What the record tells of lacks this. */
    void missing(String what) {
        context.missing(what);
    }

    /**
     * Writes a fact. A record without host or time gives none: it is undecodable, and only now is that known to matter.
     *
     * @param payload what it says
     * @param subject tells apart facts of one kind in one record; asked only for facts that are made
     */
    void write(FactPayload payload, Supplier<? extends @Nullable Object> subject) {
        write(payload, subject, null, null);
    }

    /** Writes a fact that tells who did it. */
    void write(
            FactPayload payload,
            Supplier<? extends @Nullable Object> subject,
            @Nullable ProcessRef actor,
            @Nullable ProcessRef parent) {
        HostName host = head.host();
        Timestamp time = head.time();
        if (host == null) {
            context.lacksHost();
        } else if (time == null) {
            context.undecodable("no-event-time", "The record matters but has no time that can be read.");
        } else if (context.isAbout(host) && context.mayBeNews(host, hostId(), time.millis(), payload)) {
            context.add(fact(payload, subject.get(), host, time, shortened(actor), shortened(parent)));
        }
    }

    /** Length of text is no lever: what a long line says has been read, and its head shows what it is. */
    private static @Nullable ProcessRef shortened(@Nullable ProcessRef process) {
        String line = process == null ? null : process.commandLine();
        return line == null || line.length() <= TextValues.KEPT_COMMAND_LINE
                ? process
                : process.withCommandLine(TextValues.cut(line, TextValues.KEPT_COMMAND_LINE));
    }

    private @Nullable String hostId() {
        return TextValues.value(head.hostId(), TextValues.MAX_NAME);
    }

    private Fact fact(
            FactPayload payload,
            @Nullable Object subject,
            HostName host,
            Timestamp time,
            @Nullable ProcessRef actor,
            @Nullable ProcessRef parent) {
        FactHeader header = new FactHeader(
                id(payload, subject, host, time, actor, parent),
                host.name(),
                host.domain(),
                hostId(),
                time.millis(),
                time.clockMillis(),
                head.format(),
                head.sensor(),
                context.origin(),
                actor,
                parent);
        return new Fact(header, payload);
    }

    private String id(
            FactPayload payload,
            @Nullable Object subject,
            HostName host,
            Timestamp time,
            @Nullable ProcessRef actor,
            @Nullable ProcessRef parent) {
        if (head.recordKey() != null) {
            long second = Math.floorDiv(time.millis(), SECOND);
            return FactId.ofRecord(
                    List.of(host.name(), head.sensor(), head.recordKey(), second, payload.kind()),
                    DecisiveContent.of(subject, actor, parent, payload));
        }
        List<@Nullable Object> parts = new ArrayList<>();
        Collections.addAll(
                parts,
                host.name(),
                host.domain(),
                head.sensor(),
                time.millis(),
                payload.kind(),
                subject,
                actor,
                parent);
        PLACES.forEach(type -> parts.add(type.isInstance(payload) ? payload : null));
        return FactId.of(parts.toArray());
    }
}
