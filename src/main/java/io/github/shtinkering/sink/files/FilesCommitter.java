package io.github.shtinkering.sink.files;

import io.github.shtinkering.publish.json.DocumentJson;
import io.github.shtinkering.sink.OutputDocument.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the output up to a completed checkpoint, so that a reader never sees what a failure takes back. Publishing
 * the same twice changes nothing. {@code summary.json} comes last: it is there when all else is.
 *
 * <p>A file is written anew as a whole, so publishing is paced to take no more than a tenth of the time, however large
 * the files have become; the end of the input is always published.
 */
final class FilesCommitter implements Committer<FilesProgress> {
    private static final int PACE = 9;

    private final OutputDirectory directory;
    private final Clock clock;
    private final List<String> passedOver;
    private final NewestDocuments cases;
    private final NewestDocuments campaigns;
    private final NewestDocuments hosts;
    private @Nullable FilesProgress published;
    private long notBeforeMillis;

    FilesCommitter(OutputDirectory directory, List<String> passedOver, Clock clock) {
        this.directory = directory;
        this.clock = clock;
        this.passedOver = passedOver;
        this.cases = new NewestDocuments(directory.journal(Kind.CASE_UPDATE));
        this.campaigns = new NewestDocuments(directory.journal(Kind.CAMPAIGN));
        this.hosts = new NewestDocuments(directory.journal(Kind.HOST));
    }

    @Override
    public void commit(Collection<CommitRequest<FilesProgress>> requests) throws IOException {
        for (CommitRequest<FilesProgress> request : requests) {
            FilesProgress progress = request.getCommittable();
            long began = clock.millis();
            if (!isPublished(progress) && (progress.complete() || began >= notBeforeMillis)) {
                publish(progress);
                long ended = clock.millis();
                notBeforeMillis = ended + PACE * (ended - began);
            }
        }
    }

    private void publish(FilesProgress progress) throws IOException {
        publishAll(Kind.ALERT, OutputDirectory.ALERTS, progress);
        publishNewest(Kind.CASE_UPDATE, cases, OutputDirectory.CASES, progress);
        publishNewest(Kind.CAMPAIGN, campaigns, OutputDirectory.CAMPAIGNS, progress);
        publishNewest(Kind.HOST, hosts, OutputDirectory.HOSTS, progress);
        publishAll(Kind.DEAD_LETTER, OutputDirectory.DEAD_LETTERS, progress);
        publishAll(Kind.AUDIT, OutputDirectory.AUDIT, progress);
        List<JournalDigest> knownHosts = hosts.digests();
        publishDocument(OutputDirectory.HEALTH, DocumentJson.write(HealthDocument.of(progress.tallies(), knownHosts)));
        publishDocument(
                OutputDirectory.SUMMARY,
                DocumentJson.write(SummaryDocument.of(progress, knownHosts.size(), cases.digests(), passedOver)));
        directory.force();
        published = progress;
        if (progress.complete()) {
            directory.removeJournals();
        }
    }

    /** After the end of the input the journals are gone; a job that then fails and comes back has nothing to add. */
    private boolean isPublished(FilesProgress progress) {
        return published == null
                ? progress.complete() && !directory.hasJournals()
                : progress.tellsNoMoreThan(published);
    }

    private void publishAll(Kind kind, String name, FilesProgress progress) throws IOException {
        if (grew(kind, progress)) {
            directory.publish(
                    name,
                    out -> JournalLine.forEach(
                            directory.journal(kind), 0, progress.length(kind), line -> line.writeJson(out)));
        }
    }

    private void publishNewest(Kind kind, NewestDocuments newest, String name, FilesProgress progress)
            throws IOException {
        if (grew(kind, progress)) {
            newest.readTo(progress.length(kind));
            directory.publish(name, newest::writeTo);
        }
    }

    private void publishDocument(String name, String json) throws IOException {
        directory.publish(name, out -> {
            out.write(json.getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        });
    }

    private boolean grew(Kind kind, FilesProgress progress) {
        return published == null || progress.length(kind) > published.length(kind);
    }

    @Override
    public void close() {}
}
