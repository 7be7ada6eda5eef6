package io.github.shtinkering.detect.host.timeline;

import io.github.shtinkering.detect.host.lsass.TargetResolution;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactHeader;
import io.github.shtinkering.fact.ProcessRef;
import org.jspecify.annotations.Nullable;

/**
 * The text of what is told, by which a later generation is compared with it. Digests of this text live in state, so it
 * does not change lightly: each host would send its timeline anew, once. It is that which Java gives these records of itself, only that Java parses a format for each of them,
 * which cost more than all the rest of a generation.
 */
public final class EntryText {
    private final StringBuilder text = new StringBuilder(1_024);

    private EntryText() {}

    /** An element with all that it is made of. */
    public static String of(TimelineEntry entry) {
        return new EntryText().entry(entry).toString();
    }

    /** What of the context is compared. */
    public static String of(HostContext context) {
        EntryText text = new EntryText();
        text.text.append(context.hostName());
        text.target(context.lsass());
        text.text.append(context.loggedOn());
        text.text.append(context.sharedName());
        if (context.ownLife()) {
            text.text.append("own life");
        }
        return text.text.toString();
    }

    private StringBuilder entry(TimelineEntry entry) {
        text.append("TimelineEntry[host=").append(entry.host());
        text.append(", machine=").append(entry.machine());
        text.append(", generation=").append(entry.generation());
        text.append(", kind=").append(entry.kind());
        text.append(", observed=");
        observed(entry.observed());
        text.append(", arming=").append(entry.arming());
        text.append(", target=");
        target(entry.target());
        text.append(", nature=").append(entry.nature());
        text.append(", context=").append(entry.context());
        return text.append(", renewal=").append(entry.renewal()).append(']');
    }

    private void observed(@Nullable ObservedEvent observed) {
        if (observed == null) {
            text.append("null");
            return;
        }
        text.append("ObservedEvent[fact=");
        fact(observed.fact());
        text.append(", firstMillis=").append(observed.firstMillis());
        text.append(", lastMillis=").append(observed.lastMillis());
        text.append(", count=").append(observed.count());
        text.append(", formats=").append(observed.formats());
        text.append(", origins=").append(observed.origins());
        text.append(", members=").append(observed.members()).append(']');
    }

    private void fact(Fact fact) {
        FactHeader header = fact.header();
        text.append("Fact[header=FactHeader[id=").append(header.id());
        text.append(", host=").append(header.host());
        text.append(", domain=").append(header.domain());
        text.append(", hostId=").append(header.hostId());
        text.append(", timeMillis=").append(header.timeMillis());
        text.append(", clockMillis=").append(header.clockMillis());
        text.append(", format=").append(header.format());
        text.append(", sensor=").append(header.sensor());
        text.append(", origin=").append(header.origin());
        text.append(", actor=");
        process(header.actor());
        text.append(", parent=");
        process(header.parent());
        text.append("], payload=").append(fact.payload()).append(']');
    }

    private void process(@Nullable ProcessRef process) {
        if (process == null) {
            text.append("null");
            return;
        }
        text.append("ProcessRef[pid=").append(process.pid());
        text.append(", entityId=").append(process.entityId());
        text.append(", executable=").append(process.executable());
        text.append(", commandLine=").append(process.commandLine());
        text.append(", user=").append(process.user());
        text.append(", userSid=").append(process.userSid());
        text.append(", sha256=").append(process.sha256());
        text.append(", originalFileName=").append(process.originalFileName());
        text.append(", signed=").append(process.signed());
        text.append(", signer=").append(process.signer());
        text.append(", integrity=").append(process.integrity()).append(']');
    }

    private void target(@Nullable TargetResolution target) {
        if (target == null) {
            text.append("null");
            return;
        }
        text.append("TargetResolution[resolution=").append(target.resolution());
        text.append(", lsassPid=").append(target.lsassPid());
        text.append(", sources=").append(target.sources());
        text.append(", singleMediumSource=").append(target.singleMediumSource());
        text.append(", why=").append(target.why());
        text.append(", contested=").append(target.contested());
        text.append(", disguised=").append(target.disguised()).append(']');
    }
}
