package io.github.shtinkering.publish.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.publish.json.JsonFields;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a case has in common with other records, for a SIEM's search: hosts, users, hashes and addresses. */
final class RelatedFields {
    private final JudgedCase judged;
    private final TreeSet<String> users = new TreeSet<>();
    private final TreeSet<String> hashes = new TreeSet<>();
    private final TreeSet<String> addresses = new TreeSet<>();

    RelatedFields(JudgedCase judged) {
        this.judged = judged;
        judged.context().loggedOn().forEach(logon -> users.add(logon.user()));
        for (TimelineEntry entry : judged.evidence()) {
            Fact fact = entry.event().fact();
            add(fact.actor());
            add(fact.parent());
            if (fact.file() != null) {
                addIfKnown(addresses, fact.file().remoteAddress());
                addIfKnown(users, fact.file().remoteUser());
            }
        }
    }

    private void add(@Nullable ProcessRef process) {
        if (process != null) {
            addIfKnown(users, process.user());
            addIfKnown(hashes, process.sha256());
        }
    }

    private static void addIfKnown(Set<String> set, @Nullable String value) {
        if (value != null) {
            set.add(value);
        }
    }

    void write(ObjectNode related) {
        JsonFields.putStrings(related, "hosts", List.of(judged.context().hostName()));
        JsonFields.putStrings(related, "user", users);
        JsonFields.putStrings(related, "hash", hashes);
        JsonFields.putStrings(related, "ip", addresses);
    }
}
