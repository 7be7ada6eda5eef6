package io.github.shtinkering.console.cases.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.console.cases.CaseCounts;
import io.github.shtinkering.console.cases.CaseFilter;
import io.github.shtinkering.console.cases.CasePage;
import io.github.shtinkering.console.cases.CaseRow;
import io.github.shtinkering.console.cases.CaseSource;
import io.github.shtinkering.console.cases.DeadLetterCauses;
import io.github.shtinkering.console.cases.FilterFacets;
import io.github.shtinkering.console.cases.KnownHosts;
import io.github.shtinkering.console.cases.NdjsonFile;
import io.github.shtinkering.console.cases.files.CaseIndex.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory that a replay, a demo or a job's files sink writes, also while it does: files may appear and be
 * replaced at any time.
 */
public final class FilesSource implements CaseSource {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_CAMPAIGNS = 1_000;
    private static final int MOST_SOURCES = 500;
    private static final int MOST_READINGS = 20;

    private final Path directory;
    private final WatchedFile<CaseIndex> cases;
    private final WatchedFile<KnownHosts> hosts;
    private final WatchedFile<List<JsonNode>> campaigns;
    private final WatchedFile<JsonNode> health;
    private final WatchedFile<JsonNode> summary;
    private final WatchedFile<DeadLetterCauses> deadLetters;

    /** A source over a directory that may be empty still, or not even there. */
    public FilesSource(Path directory) {
        this.directory = directory;
        this.cases = new WatchedFile<>(directory.resolve("cases.ndjson"), CaseIndex.EMPTY, CaseIndex::read);
        this.hosts = new WatchedFile<>(directory.resolve("hosts.ndjson"), KnownHosts.NONE, KnownHosts::read);
        this.campaigns =
                new WatchedFile<>(directory.resolve("campaigns.ndjson"), List.of(), FilesSource::readCampaigns);
        this.health = new WatchedFile<>(
                directory.resolve("health.json"), MissingNode.getInstance(), file -> JSON.readTree(file.toFile()));
        this.summary = new WatchedFile<>(
                directory.resolve("summary.json"), MissingNode.getInstance(), file -> JSON.readTree(file.toFile()));
        this.deadLetters = new WatchedFile<>(
                directory.resolve("dead-letter.ndjson"), DeadLetterCauses.NONE, DeadLetterCauses::read);
    }

    @Override
    public ObjectNode overview(@Nullable Instant since) throws IOException {
        ObjectNode overview = JsonNodeFactory.instance.objectNode();
        describe(overview.putObject("source"));
        hosts.value().writeTo(overview.putObject("hosts"));
        CaseCounts counts = new CaseCounts();
        CaseFilter range = new CaseFilter(Map.of(), "", List.of(), since);
        cases.value().worstFirst().forEach(place -> counts.add(place.row(), range.isRecent(place.row())));
        counts.writeTo(overview.putObject("cases"));
        count(overview.putObject("campaigns"), campaigns.value());
        JsonNode sums = summary.value();
        if (sums.isObject()) {
            ObjectNode records = overview.putObject("records");
            for (String name : List.of("records_in", "records_decoded", "records_dead_lettered")) {
                records.set(name, sums.path(name));
            }
        } else {
            overview.putNull("records");
        }
        ArrayNode sources = overview.putArray("sources");
        for (JsonNode source : health.value().path("sources")) {
            if (sources.size() < MOST_SOURCES) {
                sources.add(source);
            }
        }
        JsonNode invisible = health.value().path("invisible");
        overview.set("invisible", invisible.isArray() ? invisible : overview.nullNode());
        return overview;
    }

    private static void count(ObjectNode node, List<JsonNode> groups) {
        node.put("total", (long) groups.size());
        Map<String, Long> kinds = new TreeMap<>();
        groups.forEach(
                group -> kinds.merge(group.at("/shtinkering/campaign/kind").asText(), 1L, Long::sum));
        ObjectNode counts = node.putObject("kinds");
        kinds.forEach(counts::put);
    }

    /** The hidden directory is there while a job writes (see the files sink); the summary comes last of all. */
    private void describe(ObjectNode source) throws IOException {
        WatchedFile.Read<CaseIndex> read = cases.read();
        FileVersion version = read.version();
        boolean writing = Files.isDirectory(directory.resolve(".shtinkering"));
        source.put("kind", "files");
        source.put("name", directory.toString());
        source.put("state", version == null ? "waiting" : writing ? "running" : "complete");
        source.put("updated", version == null ? null : whole(version.modified().toInstant()));
        source.put("notice", read.value().otherVersions().sentence());
    }

    private static String whole(Instant instant) {
        return Instant.ofEpochSecond(instant.getEpochSecond()).toString();
    }

    @Override
    public ObjectNode cases(CaseFilter filter, int offset, int limit) throws IOException {
        CasePage page = new CasePage(offset, limit);
        FilterFacets facets = new FilterFacets();
        CaseFilter everything = filter.ofAnyTime();
        for (Place place : cases.value().worstFirst()) {
            CaseRow row = place.row();
            if (!filter.isRecent(row)) {
                if (everything.matches(row)) {
                    page.addOlder();
                }
            } else if (filter.matchesText(row) && facets.add(filter, row)) {
                page.add(row);
            }
        }
        return page.json(facets);
    }

    @Override
    public byte @Nullable [] document(String caseId) throws IOException {
        try (OpenedCases opened = open()) {
            Place place = opened.index().find(caseId);
            return place == null ? null : opened.read(place);
        }
    }

    @Override
    public ObjectNode campaigns() throws IOException {
        List<JsonNode> known = campaigns.value();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("total", (long) known.size());
        ArrayNode shown = answer.putArray("campaigns");
        known.stream().limit(MOST_CAMPAIGNS).forEach(shown::add);
        return answer;
    }

    @Override
    public ObjectNode deadLetters() throws IOException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        deadLetters.value().writeTo(answer.putArray("causes"));
        return answer;
    }

    @Override
    public void export(CaseFilter filter, Export export) throws IOException {
        try (OpenedCases opened = open()) {
            for (Place place : opened.index().worstFirst()) {
                if (filter.matches(place.row())) {
                    export.add(place.row(), opened.read(place));
                }
            }
        }
    }

    private static List<JsonNode> readCampaigns(Path file) throws IOException {
        Stream.Builder<JsonNode> documents = Stream.builder();
        NdjsonFile.forEach(file, (document, start, length) -> {
            if (!document.at("/shtinkering/campaign/status").asText().equals("merged")) {
                documents.add(document);
            }
        });
        Comparator<JsonNode> byScore = Comparator.comparingInt(
                document -> document.at("/event/risk_score").asInt());
        return documents.build().sorted(byScore.reversed()).toList();
    }

    /** The file of cases together with an index of just this file, whatever replaces it meanwhile. */
    private OpenedCases open() throws IOException {
        for (int reading = 0; reading < MOST_READINGS; reading++) {
            WatchedFile.Read<CaseIndex> read = cases.read();
            if (read.version() == null) {
                return new OpenedCases(read.value(), null);
            }
            FileChannel channel = FileChannel.open(cases.file(), StandardOpenOption.READ);
            if (Objects.equals(read.version(), FileVersion.of(cases.file()))) {
                return new OpenedCases(read.value(), channel);
            }
            channel.close();
        }
        throw new IOException(cases.file() + " is replaced faster than it can be read; try again");
    }

    /**
     * An index and its file.
     *
     * @param channel the indexed file; null for none, and then the index is empty
     */
    private record OpenedCases(CaseIndex index, @Nullable FileChannel channel) implements AutoCloseable {
        byte[] read(Place place) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(place.length());
            FileChannel file = Objects.requireNonNull(channel);
            while (buffer.hasRemaining()) {
                if (file.read(buffer, place.start() + buffer.position()) < 0) {
                    throw new IOException("the file of cases was cut off while it was read");
                }
            }
            return buffer.array();
        }

        @Override
        public void close() throws IOException {
            if (channel != null) {
                channel.close();
            }
        }
    }
}
