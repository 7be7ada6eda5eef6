package io.github.shtinkering.codec;

import io.github.shtinkering.fact.BootMark;
import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactHeader;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.FactPayload;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.IntegrityLevel;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.LsassEnd;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.fact.RemoteRegistryAccess;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.fact.VendorDetection;
import io.github.shtinkering.fact.WerLaunch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A fact in few bytes. The host is written by the caller: of many facts of one host once. */
public final class FactCodec {
    /**
     * The version that is written: 3 has all that a launch's command line may name; 5 has the integrity level of
     * processes; 6 has one payload, that of the kind, and texts by their number of characters. All versions are read.
     */
    public static final int VERSION = 6;

    private static final int ACTOR = 1;
    private static final int PARENT = 2;

    private FactCodec() {}

    /**
     * Writes all of a fact but its host.
     *
     * @param baseMillis a time near the fact's, which the reader knows, too
     */
    public static void write(Fact fact, long baseMillis, CompactWriter out) throws IOException {
        FactHeader header = fact.header();
        out.id(header.id());
        out.constant(fact.kind());
        out.text(header.domain());
        out.text(header.hostId());
        out.number(header.timeMillis() - baseMillis);
        out.count(header.clockMillis());
        out.text(header.format());
        out.text(header.sensor());
        out.text(header.origin());
        out.count((header.actor() == null ? 0 : ACTOR) | (header.parent() == null ? 0 : PARENT));
        if (header.actor() != null) {
            write(header.actor(), out);
        }
        if (header.parent() != null) {
            write(header.parent(), out);
        }
        write(fact.payload(), out);
    }

    private static void write(FactPayload payload, CompactWriter out) throws IOException {
        if (payload instanceof BootMark boot) {
            out.text(boot.record());
            out.optionalNumber(boot.bootType() == null ? null : Long.valueOf(boot.bootType()));
        } else if (payload instanceof LsassSighting sighting) {
            out.number(sighting.pid());
            out.constant(sighting.source());
        } else if (payload instanceof RegistryChange change) {
            write(change, out);
        } else if (payload instanceof WerLaunch launch) {
            write(launch, out);
        } else if (payload instanceof FileActivity file) {
            write(file, out);
        } else if (payload instanceof CrashEvidence crash) {
            write(crash, out);
        } else if (payload instanceof Logon logon) {
            write(logon, out);
        } else if (payload instanceof VendorDetection detection) {
            write(detection, out);
        } // the others say nothing but their kind
    }

    /** Reads a fact of this host that was written with this base. */
    public static Fact read(String host, long baseMillis, CompactReader in) throws IOException {
        String id = in.id();
        FactKind kind = in.constant(FactKind.class);
        String domain = in.text();
        String hostId = in.text();
        long time = baseMillis + in.number();
        int clock = in.count();
        String format = in.requiredText();
        String sensor = in.requiredText();
        String origin = in.requiredText();
        int present = in.count(); // of the payload, too, before version 6: it was always that of the kind
        ProcessRef actor = (present & ACTOR) == 0 ? null : process(in);
        ProcessRef parent = (present & PARENT) == 0 ? null : process(in);
        FactHeader header =
                new FactHeader(id, host, domain, hostId, time, clock, format, sensor, origin, actor, parent);
        return new Fact(header, payload(kind, in));
    }

    private static FactPayload payload(FactKind kind, CompactReader in) throws IOException {
        return switch (kind) {
            case BOOT -> boot(in);
            case LSASS_SIGHTING -> new LsassSighting(in.number(), in.constant(SightingSource.class));
            case LSASS_ENDED -> new LsassEnd();
            case REGISTRY_CHANGE -> registry(in);
            case WER_LAUNCH -> launch(in);
            case DUMP_WRITTEN, FILE_HANDLED -> file(in);
            case CRASH_EVIDENCE -> crash(in);
            case REMOTE_REGISTRY -> new RemoteRegistryAccess();
            case LOGON -> new Logon(in.requiredText(), in.text(), (int) in.number(), in.text());
            case VENDOR_DETECTION ->
                new VendorDetection(in.requiredText(), in.requiredText(), in.text(), in.optionalNumber());
        };
    }

    private static void write(ProcessRef process, CompactWriter out) throws IOException {
        out.optionalNumber(process.pid());
        out.text(process.entityId());
        out.text(process.executable());
        out.text(process.commandLine());
        out.text(process.user());
        out.text(process.userSid());
        out.text(process.sha256());
        out.text(process.originalFileName());
        out.optionalFlag(process.signed());
        out.text(process.signer());
        out.optionalConstant(process.integrity());
    }

    private static ProcessRef process(CompactReader in) throws IOException {
        return new ProcessRef(
                in.optionalNumber(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.optionalFlag(),
                in.text(),
                in.version() < 5 ? null : in.optionalConstant(IntegrityLevel.class));
    }

    private static BootMark boot(CompactReader in) throws IOException {
        String record = in.requiredText();
        Long type = in.optionalNumber();
        return new BootMark(record, type == null ? null : Integer.valueOf(type.intValue()));
    }

    private static void write(RegistryChange change, CompactWriter out) throws IOException {
        out.constant(change.operation());
        out.text(change.key());
        out.text(change.value());
        out.text(change.data());
        out.optionalNumber(change.number());
        out.flag(change.stringType());
        out.text(change.newKey());
        out.text(change.newValue());
    }

    private static RegistryChange registry(CompactReader in) throws IOException {
        return new RegistryChange(
                in.constant(RegistryChange.Operation.class),
                in.requiredText(),
                in.text(),
                in.text(),
                in.optionalNumber(),
                in.flag(),
                in.text(),
                in.text());
    }

    private static void write(WerLaunch launch, CompactWriter out) throws IOException {
        out.constant(launch.program());
        out.constant(launch.form());
        out.optionalNumber(launch.targetPid());
        out.optionalNumber(launch.initiatorPid());
        out.flag(launch.snapshot());
        out.count(launch.files().size());
        for (String file : launch.files()) {
            out.text(file);
        }
        out.count(launch.otherTargets().size());
        for (long target : launch.otherTargets()) {
            out.number(target);
        }
        out.flag(launch.odd());
        out.flag(launch.byParent());
    }

    private static WerLaunch launch(CompactReader in) throws IOException {
        WerLaunch.Program program = in.constant(WerLaunch.Program.class);
        WerLaunch.Form form = in.constant(WerLaunch.Form.class);
        Long target = in.optionalNumber();
        Long initiator = in.optionalNumber();
        boolean snapshot = in.flag();
        List<String> files = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            files.add(in.requiredText());
        }
        if (in.version() < 3) {
            return new WerLaunch(program, form, target, initiator, snapshot, List.copyOf(files));
        }
        List<Long> others = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            others.add(in.number());
        }
        return new WerLaunch(
                program,
                form,
                target,
                initiator,
                snapshot,
                List.copyOf(files),
                List.copyOf(others),
                in.flag(),
                in.flag());
    }

    private static void write(FileActivity file, CompactWriter out) throws IOException {
        out.constant(file.operation());
        out.text(file.path());
        out.text(file.newPath());
        out.optionalNumber(file.size());
        out.text(file.remoteAddress());
        out.text(file.remoteUser());
    }

    private static FileActivity file(CompactReader in) throws IOException {
        return new FileActivity(
                in.constant(FileActivity.Operation.class),
                in.text(),
                in.text(),
                in.optionalNumber(),
                in.text(),
                in.text());
    }

    private static void write(CrashEvidence crash, CompactWriter out) throws IOException {
        out.constant(crash.source());
        out.optionalNumber(crash.pid());
        out.text(crash.module());
        out.text(crash.code());
    }

    private static CrashEvidence crash(CompactReader in) throws IOException {
        return new CrashEvidence(in.constant(CrashEvidence.Source.class), in.optionalNumber(), in.text(), in.text());
    }

    private static void write(Logon logon, CompactWriter out) throws IOException {
        out.text(logon.user());
        out.text(logon.sid());
        out.number(logon.type());
        out.text(logon.address());
    }

    private static void write(VendorDetection detection, CompactWriter out) throws IOException {
        out.text(detection.vendor());
        out.text(detection.name());
        out.text(detection.alertId());
        out.optionalNumber(detection.targetPid());
    }
}
