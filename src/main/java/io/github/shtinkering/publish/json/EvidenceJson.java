package io.github.shtinkering.publish.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.detect.host.timeline.ObservedEvent;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.publish.text.DocumentTimes;
import io.github.shtinkering.publish.text.EvidenceText;
import org.jspecify.annotations.Nullable;

/** A piece of evidence: what happened, when, who saw it, and by whom it was done. */
public final class EvidenceJson {
    private EvidenceJson() {}

    public static void write(ObjectNode node, TimelineEntry entry) {
        ObservedEvent event = entry.event();
        node.put("id", event.id());
        node.put("stage", EvidenceText.stage(entry));
        node.put("time", DocumentTimes.text(event.firstMillis()));
        JsonFields.putStrings(node, "formats", event.formats());
        JsonFields.putStrings(node, "origins", event.origins());
        node.put("count", event.count());
        node.put("summary", EvidenceText.summary(entry));
        Fact fact = event.fact();
        JsonFields.putIfKnown(node, "user", user(fact));
        FileActivity file = fact.file();
        if (file != null) {
            JsonFields.putIfKnown(node, "address", file.remoteAddress());
            JsonFields.putIfKnown(node, "path", file.path());
        }
        process(node, fact);
    }

    private static void process(ObjectNode node, Fact fact) {
        if (fact.actor() != null) {
            ObjectNode process = node.putObject("process");
            ProcessJson.writeShort(process, fact.actor());
            if (fact.parent() != null) {
                ProcessJson.writeShort(process.putObject("parent"), fact.parent());
            }
        }
    }

    /** In whose name it was done. */
    private static @Nullable String user(Fact fact) {
        if (fact.file() != null && fact.file().remoteUser() != null) {
            return fact.file().remoteUser();
        }
        if (fact.logon() != null) {
            return fact.logon().user();
        }
        return fact.actor() == null ? null : fact.actor().user();
    }
}
