package io.github.shtinkering.detect.host.state;

import io.github.shtinkering.fact.BootMark;
import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.IntegrityLevel;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.fact.VendorDetection;
import io.github.shtinkering.fact.WerLaunch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One host's facts in few bytes. The host is written by the caller, once. */
final class FactCodec {
    private static final int ACTOR = 1;
    private static final int PARENT = 2;
    private static final int BOOT = 4;
    private static final int SIGHTING = 8;
    private static final int REGISTRY = 16;
    private static final int LAUNCH = 32;
    private static final int FILE = 64;
    private static final int CRASH = 128;
    private static final int LOGON = 256;
    private static final int DETECTION = 512;

    private FactCodec() {}

    static void write(Fact fact, long baseMillis, StateWriter out) throws IOException {
        out.id(fact.id());
        out.constant(fact.kind());
        out.text(fact.domain());
        out.text(fact.hostId());
        out.number(fact.timeMillis() - baseMillis);
        out.count(fact.clockMillis());
        out.text(fact.format());
        out.text(fact.sensor());
        out.text(fact.origin());
        out.count(present(fact));
        if (fact.actor() != null) {
            write(fact.actor(), out);
        }
        if (fact.parent() != null) {
            write(fact.parent(), out);
        }
        if (fact.boot() != null) {
            out.text(fact.boot().record());
            Integer type = fact.boot().bootType();
            out.optionalNumber(type == null ? null : Long.valueOf(type));
        }
        if (fact.sighting() != null) {
            out.number(fact.sighting().pid());
            out.constant(fact.sighting().source());
        }
        if (fact.registry() != null) {
            write(fact.registry(), out);
        }
        if (fact.launch() != null) {
            write(fact.launch(), out);
        }
        if (fact.file() != null) {
            write(fact.file(), out);
        }
        if (fact.crash() != null) {
            write(fact.crash(), out);
        }
        if (fact.logon() != null) {
            write(fact.logon(), out);
        }
        if (fact.detection() != null) {
            write(fact.detection(), out);
        }
    }

    private static int present(Fact fact) {
        return bit(fact.actor(), ACTOR)
                | bit(fact.parent(), PARENT)
                | bit(fact.boot(), BOOT)
                | bit(fact.sighting(), SIGHTING)
                | bit(fact.registry(), REGISTRY)
                | bit(fact.launch(), LAUNCH)
                | bit(fact.file(), FILE)
                | bit(fact.crash(), CRASH)
                | bit(fact.logon(), LOGON)
                | bit(fact.detection(), DETECTION);
    }

    private static int bit(@Nullable Object part, int bit) {
        return part == null ? 0 : bit;
    }

    static Fact read(String host, long baseMillis, int version, StateReader in) throws IOException {
        String id = in.id();
        FactKind kind = in.constant(FactKind.class);
        String domain = in.text();
        String hostId = in.text();
        long time = baseMillis + in.number();
        int clock = in.count();
        String format = in.requiredText();
        String sensor = in.requiredText();
        String origin = in.requiredText();
        int present = in.count();
        return new Fact(
                id,
                kind,
                host,
                domain,
                hostId,
                time,
                clock,
                format,
                sensor,
                origin,
                (present & ACTOR) == 0 ? null : process(version, in),
                (present & PARENT) == 0 ? null : process(version, in),
                (present & BOOT) == 0 ? null : boot(in),
                (present & SIGHTING) == 0 ? null : new LsassSighting(in.number(), in.constant(SightingSource.class)),
                (present & REGISTRY) == 0 ? null : registry(in),
                (present & LAUNCH) == 0 ? null : launch(version, in),
                (present & FILE) == 0 ? null : file(in),
                (present & CRASH) == 0 ? null : crash(in),
                (present & LOGON) == 0 ? null : new Logon(in.requiredText(), in.text(), (int) in.number(), in.text()),
                (present & DETECTION) == 0
                        ? null
                        : new VendorDetection(in.requiredText(), in.requiredText(), in.text(), in.optionalNumber()));
    }

    private static void write(ProcessRef process, StateWriter out) throws IOException {
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

    private static ProcessRef process(int version, StateReader in) throws IOException {
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
                version < 5 ? null : in.optionalConstant(IntegrityLevel.class));
    }

    private static BootMark boot(StateReader in) throws IOException {
        String record = in.requiredText();
        Long type = in.optionalNumber();
        return new BootMark(record, type == null ? null : Integer.valueOf(type.intValue()));
    }

    private static void write(RegistryChange change, StateWriter out) throws IOException {
        out.constant(change.operation());
        out.text(change.key());
        out.text(change.value());
        out.text(change.data());
        out.optionalNumber(change.number());
        out.flag(change.stringType());
        out.text(change.newKey());
        out.text(change.newValue());
    }

    private static RegistryChange registry(StateReader in) throws IOException {
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

    private static void write(WerLaunch launch, StateWriter out) throws IOException {
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

    private static WerLaunch launch(int version, StateReader in) throws IOException {
        WerLaunch.Program program = in.constant(WerLaunch.Program.class);
        WerLaunch.Form form = in.constant(WerLaunch.Form.class);
        Long target = in.optionalNumber();
        Long initiator = in.optionalNumber();
        boolean snapshot = in.flag();
        List<String> files = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            files.add(in.requiredText());
        }
        if (version < 3) {
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

    private static void write(FileActivity file, StateWriter out) throws IOException {
        out.constant(file.operation());
        out.text(file.path());
        out.text(file.newPath());
        out.optionalNumber(file.size());
        out.text(file.remoteAddress());
        out.text(file.remoteUser());
    }

    private static FileActivity file(StateReader in) throws IOException {
        return new FileActivity(
                in.constant(FileActivity.Operation.class),
                in.text(),
                in.text(),
                in.optionalNumber(),
                in.text(),
                in.text());
    }

    private static void write(CrashEvidence crash, StateWriter out) throws IOException {
        out.constant(crash.source());
        out.optionalNumber(crash.pid());
        out.text(crash.module());
        out.text(crash.code());
    }

    private static CrashEvidence crash(StateReader in) throws IOException {
        return new CrashEvidence(in.constant(CrashEvidence.Source.class), in.optionalNumber(), in.text(), in.text());
    }

    private static void write(Logon logon, StateWriter out) throws IOException {
        out.text(logon.user());
        out.text(logon.sid());
        out.number(logon.type());
        out.text(logon.address());
    }

    private static void write(VendorDetection detection, StateWriter out) throws IOException {
        out.text(detection.vendor());
        out.text(detection.name());
        out.text(detection.alertId());
        out.optionalNumber(detection.targetPid());
    }
}
