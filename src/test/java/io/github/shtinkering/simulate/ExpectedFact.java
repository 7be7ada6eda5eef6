package io.github.shtinkering.simulate;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.simulate.story.SimulatedEvent;
import io.github.shtinkering.simulate.story.SimulatedEvent.ApplicationFailed;
import io.github.shtinkering.simulate.story.SimulatedEvent.Booted;
import io.github.shtinkering.simulate.story.SimulatedEvent.CriticalProcessFailed;
import io.github.shtinkering.simulate.story.SimulatedEvent.FileOperation;
import io.github.shtinkering.simulate.story.SimulatedEvent.FileTouched;
import io.github.shtinkering.simulate.story.SimulatedEvent.LoggedOn;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessAccessed;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessEnded;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessStarted;
import io.github.shtinkering.simulate.story.SimulatedEvent.RegistryChanged;
import io.github.shtinkering.simulate.story.SimulatedEvent.RegistryOperation;
import io.github.shtinkering.simulate.story.SimulatedEvent.RestartInitiated;
import io.github.shtinkering.simulate.story.SimulatedEvent.ShareAccessed;
import io.github.shtinkering.simulate.story.SimulatedEvent.VendorAlerted;
import io.github.shtinkering.simulate.story.StoryEvent;
import io.github.shtinkering.simulate.story.StoryProcess;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What a decoder must make of an event, whatever shape it came in. */
record ExpectedFact(FactKind kind, Predicate<Fact> details) {

    /** Empty for events that need not give a fact. */
    static Optional<ExpectedFact> of(StoryEvent event) {
        SimulatedEvent what = event.simulated();
        if (what instanceof ProcessStarted start) {
            return ofStart(start);
        }
        if (what instanceof ProcessEnded end && isLsass(end.process())) {
            return fact(FactKind.LSASS_ENDED, fact -> true);
        }
        if (what instanceof ProcessAccessed access && isLsass(access.target())) {
            return sighting(access.target().pid());
        }
        if (what instanceof LoggedOn logon) {
            return sighting(logon.lsassPid());
        }
        if (what instanceof RegistryChanged change) {
            return ofChange(change);
        }
        if (what instanceof FileTouched file) {
            return ofFile(file);
        }
        if (what instanceof ShareAccessed access) {
            return access.path().equals("winreg")
                    ? fact(FactKind.REMOTE_REGISTRY, fact -> true)
                    : fact(
                            FactKind.FILE_HANDLED,
                            fact -> fact.file() != null && path(fact).endsWith(".dmp"));
        }
        if (what instanceof Booted) {
            return fact(FactKind.BOOT, fact -> true);
        }
        if (what instanceof ApplicationFailed failure) {
            return fact(
                    FactKind.CRASH_EVIDENCE,
                    fact -> fact.crash() != null
                            && failure.code().equals(fact.crash().code()));
        }
        if (what instanceof CriticalProcessFailed || what instanceof RestartInitiated) {
            return fact(FactKind.CRASH_EVIDENCE, fact -> true);
        }
        if (what instanceof VendorAlerted alert) {
            return fact(
                    FactKind.VENDOR_DETECTION,
                    fact -> fact.detection() != null
                            && Long.valueOf(alert.targetPid())
                                    .equals(fact.detection().targetPid()));
        }
        return Optional.empty();
    }

    private static Optional<ExpectedFact> ofStart(ProcessStarted start) {
        if (isLsass(start.process())) {
            return sighting(start.process().pid());
        }
        String command = start.process().commandLine();
        if (!start.process().fileName().startsWith("WerFault") || command == null) {
            return Optional.empty();
        }
        return fact(
                FactKind.WER_LAUNCH,
                fact -> fact.launch() != null
                        && fact.actor() != null
                        && Long.valueOf(start.process().pid())
                                .equals(fact.actor().pid())
                        && fact.parent() != null
                        && start.parent()
                                .fileName()
                                .equalsIgnoreCase(
                                        lastElement(String.valueOf(fact.parent().executable())))
                        && (fact.launch().targetPid() == null
                                || command.contains(fact.launch().targetPid().toString()))
                        && command.toLowerCase(Locale.ROOT).contains("-ip ")
                                == (fact.launch().initiatorPid() != null && !command.contains("-i 5120")));
    }

    private static Optional<ExpectedFact> ofChange(RegistryChanged change) {
        if (change.operation() == RegistryOperation.RENAME) {
            return fact(
                    FactKind.REGISTRY_CHANGE,
                    fact -> fact.registry() != null
                            && String.valueOf(change.newName())
                                    .equalsIgnoreCase(fact.registry().newKey()));
        }
        String key = change.key().toLowerCase(Locale.ROOT);
        boolean concerns = key.endsWith("\\localdumps") || key.endsWith("\\localdumps\\lsass.exe");
        if (!concerns || change.operation() == RegistryOperation.CREATE_KEY) {
            return Optional.empty();
        }
        return fact(
                FactKind.REGISTRY_CHANGE,
                fact -> fact.registry() != null
                        && fact.registry().key().equals(key)
                        && String.valueOf(change.value())
                                .equalsIgnoreCase(String.valueOf(fact.registry().value()))
                        && (!"2".equals(change.data())
                                || Long.valueOf(2).equals(fact.registry().number()))
                        && tells(fact.registry().operation(), change.operation()));
    }

    /** The Security log tells of a key only that the right to delete it was used. */
    private static boolean tells(RegistryChange.Operation told, RegistryOperation happened) {
        return told.name().equals(happened.name())
                || told == RegistryChange.Operation.DELETE_KEY_ASKED && happened == RegistryOperation.DELETE_KEY;
    }

    private static Optional<ExpectedFact> ofFile(FileTouched file) {
        if (!lastElement(file.path()).startsWith("lsass")) {
            return Optional.empty();
        }
        FactKind kind = file.operation() == FileOperation.CREATED ? FactKind.DUMP_WRITTEN : FactKind.FILE_HANDLED;
        return fact(kind, fact -> fact.file() != null && path(fact).equalsIgnoreCase(file.path()));
    }

    private static Optional<ExpectedFact> sighting(long pid) {
        return fact(
                FactKind.LSASS_SIGHTING,
                fact -> fact.sighting() != null && fact.sighting().pid() == pid);
    }

    private static Optional<ExpectedFact> fact(FactKind kind, Predicate<Fact> details) {
        return Optional.of(new ExpectedFact(kind, details));
    }

    private static boolean isLsass(StoryProcess process) {
        return process.fileName().equals("lsass.exe");
    }

    private static String path(Fact fact) {
        return fact.file() == null ? "" : String.valueOf(fact.file().path());
    }

    private static String lastElement(String path) {
        return path.substring(path.lastIndexOf('\\') + 1);
    }
}
