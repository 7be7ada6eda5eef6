package io.github.shtinkering.console.cases.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.console.cases.CaseCounts;
import io.github.shtinkering.console.cases.CaseFilter;
import io.github.shtinkering.console.cases.CaseFilter.Dimension;
import io.github.shtinkering.console.cases.CasePage;
import io.github.shtinkering.console.cases.CaseRow;
import io.github.shtinkering.console.cases.CaseSource;
import io.github.shtinkering.console.cases.FilterFacets;
import io.github.shtinkering.console.cases.KnownHosts;
import io.github.shtinkering.console.cases.OtherVersions;
import io.github.shtinkering.publish.json.DocumentSchema;
import io.github.shtinkering.sink.files.BlindSpots;
import io.github.shtinkering.sink.opensearch.IndexNames;
import io.github.shtinkering.sink.opensearch.OpenSearchSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The aliases that the OpenSearch sink writes ({@code deploy/opensearch}). */
public final class OpenSearchSource implements CaseSource {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_SKIPPED = 9_800;
    private static final int MOST_CAMPAIGNS = 1_000;
    private static final int MOST_EXAMPLES = 200;
    private static final int EXPORT_PAGE = 500;

    private final SearchIndex index;
    private final IndexNames names;

    /** A source over a node; nothing is asked yet. */
    public OpenSearchSource(OpenSearchSettings settings) {
        this.index = new SearchIndex(settings);
        this.names = settings.indices();
    }

    @Override
    public ObjectNode overview(@Nullable Instant since) throws IOException {
        ObjectNode overview = JsonNodeFactory.instance.objectNode();
        JsonNode cases = countCases(since);
        JsonNode hosts = countHosts();
        ObjectNode source =
                overview.putObject("source").put("kind", "opensearch").put("name", index.name());
        source.put("state", "running");
        source.put("updated", cases.at("/aggregations/newest/value_as_string").asText(null));
        source.put("notice", otherVersions(cases).sentence());
        writeHosts(overview.putObject("hosts"), hosts);
        CaseCounts counts = new CaseCounts();
        counts.addTotal(cases.at("/aggregations/recent/doc_count").asLong());
        buckets(cases.at("/aggregations/recent/to_read/severity")).forEach(counts::addToRead);
        buckets(cases.at("/aggregations/older/to_read/severity")).forEach(counts::addOlder);
        counts.writeTo(overview.putObject("cases"));
        countCampaigns(overview.putObject("campaigns"));
        overview.putNull("records");
        writeInvisible(overview, hosts);
        return overview;
    }

    private JsonNode countCases(@Nullable Instant since) throws IOException {
        ObjectNode search = search(0);
        search.set("query", SearchQuery.of(CaseFilter.ALL, null));
        ObjectNode aggregations = search.putObject("aggs");
        aggregations.putObject("newest").putObject("max").put("field", "event.created");
        ObjectNode other = aggregations.putObject("other_version");
        other.putObject("filter")
                .putObject("bool")
                .putObject("must_not")
                .putObject("term")
                .put("shtinkering.schema", DocumentSchema.ALERT);
        terms(other.putObject("aggs").putObject("schemas"), "shtinkering.schema");
        ObjectNode recent = aggregations.putObject("recent");
        SearchQuery.recent(recent.putObject("filter"), since);
        countToRead(recent);
        ObjectNode older = aggregations.putObject("older");
        SearchQuery.recent(older.putObject("filter").putObject("bool").putObject("must_not"), since);
        countToRead(older);
        return index.search(names.cases(), search);
    }

    private static OtherVersions otherVersions(JsonNode answer) {
        JsonNode other = answer.at("/aggregations/other_version");
        return new OtherVersions(
                other.path("doc_count").asLong(),
                total(answer),
                other.at("/schemas/buckets/0/key").asText());
    }

    private static void countToRead(ObjectNode aggregation) {
        ObjectNode toRead = aggregation.putObject("aggs").putObject("to_read");
        SearchQuery.anyOf(toRead.putObject("filter"), Dimension.STATUS, CaseFilter.TO_READ);
        terms(toRead.putObject("aggs").putObject("severity"), SearchQuery.field(Dimension.SEVERITY));
    }

    private @Nullable JsonNode countHosts() throws IOException {
        if (names.hosts() == null) {
            return null;
        }
        ObjectNode search = search(MOST_EXAMPLES);
        search.putArray("sort").addObject().put("host.name", "asc");
        ObjectNode aggregations = search.putObject("aggs");
        terms(aggregations.putObject("telemetry"), "shtinkering.telemetry");
        aggregations.putObject("armed").putObject("filter").putObject("exists").put("field", "shtinkering.armed.since");
        search.putObject("post_filter").putObject("exists").put("field", "shtinkering.armed.since");
        // The hits are the armed ones, the aggregations those of the whole fleet.
        aggregations.putObject("known").putObject("value_count").put("field", "host.name");
        return index.search(names.hosts(), search);
    }

    private static void writeHosts(ObjectNode node, @Nullable JsonNode hosts) {
        if (hosts == null) {
            node.putNull("known").putNull("armed").putArray("examples");
            return;
        }
        List<JsonNode> examples = new ArrayList<>();
        hosts.at("/hits/hits").forEach(hit -> examples.add(KnownHosts.example(hit.path("_source"))));
        new KnownHosts(
                        hosts.at("/aggregations/known/value").asLong(),
                        hosts.at("/aggregations/armed/doc_count").asLong(),
                        examples)
                .writeTo(node);
    }

    private static void writeInvisible(ObjectNode overview, @Nullable JsonNode hosts) {
        if (hosts == null) {
            overview.putNull("invisible");
            return;
        }
        long known = hosts.at("/aggregations/known/value").asLong();
        Map<String, Long> sending = buckets(hosts.at("/aggregations/telemetry"));
        BlindSpots.addTo(overview.putArray("invisible"), known, telemetry -> sending.getOrDefault(telemetry, 0L));
    }

    @Override
    public ObjectNode cases(CaseFilter filter, int offset, int limit) throws IOException {
        if (offset > MOST_SKIPPED) {
            throw new IllegalArgumentException("an index shows the first 10,000 cases: narrow the filter");
        }
        ObjectNode search = search(limit);
        search.put("from", offset);
        search.set(
                "query",
                SearchQuery.of(new CaseFilter(Map.of(), filter.host(), filter.words(), null), Dimension.STATUS));
        search.set("post_filter", SearchQuery.of(filter, null));
        SearchQuery.sortWorstFirst(search);
        ObjectNode aggregations = search.putObject("aggs");
        for (Dimension dimension : Dimension.values()) {
            ObjectNode facet = aggregations.putObject(dimension.parameter());
            facet.set("filter", SearchQuery.of(filter, dimension));
            terms(facet.putObject("aggs").putObject("values"), SearchQuery.field(dimension));
        }
        aggregations.putObject("matching").set("filter", SearchQuery.of(filter, null));
        aggregations.putObject("of_any_time").set("filter", SearchQuery.of(filter.ofAnyTime(), null));
        JsonNode answer = index.search(names.cases(), search);
        FilterFacets facets = new FilterFacets();
        for (Dimension dimension : Dimension.values()) {
            buckets(answer.path("aggregations").path(dimension.parameter()).path("values"))
                    .forEach((value, count) -> facets.add(dimension, value, count));
        }
        List<CaseRow> rows = new ArrayList<>();
        answer.at("/hits/hits").forEach(hit -> rows.add(CaseRow.of(hit.path("_source"))));
        long total = answer.at("/aggregations/matching/doc_count").asLong();
        long older = answer.at("/aggregations/of_any_time/doc_count").asLong() - total;
        return CasePage.json(total, older, offset, rows, facets);
    }

    @Override
    public byte @Nullable [] document(String caseId) throws IOException {
        ObjectNode search = search(1);
        search.putObject("query").putObject("term").put("shtinkering.case.id", caseId);
        JsonNode source = index.search(names.cases(), search).at("/hits/hits/0/_source");
        return source.isObject() ? JSON.writeValueAsBytes(source) : null;
    }

    @Override
    public ObjectNode campaigns() throws IOException {
        JsonNode answer = askCampaigns(MOST_CAMPAIGNS);
        ObjectNode campaigns = JsonNodeFactory.instance.objectNode();
        campaigns.put("total", total(answer));
        ArrayNode shown = campaigns.putArray("campaigns");
        answer.at("/hits/hits").forEach(hit -> shown.add(hit.path("_source")));
        return campaigns;
    }

    private void countCampaigns(ObjectNode node) throws IOException {
        JsonNode answer = askCampaigns(0);
        node.put("total", total(answer));
        ObjectNode kinds = node.putObject("kinds");
        buckets(answer.at("/aggregations/kinds")).forEach(kinds::put);
    }

    private JsonNode askCampaigns(int size) throws IOException {
        if (names.campaigns() == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        ObjectNode search = search(size);
        search.putObject("query")
                .putObject("bool")
                .putObject("must_not")
                .putObject("term")
                .put("shtinkering.campaign.status", "merged");
        search.putArray("sort").addObject().put("event.risk_score", "desc");
        terms(search.putObject("aggs").putObject("kinds"), "shtinkering.campaign.kind");
        return index.search(names.campaigns(), search);
    }

    @Override
    public void export(CaseFilter filter, Export export) throws IOException {
        JsonNode after = null;
        do {
            ObjectNode search = search(EXPORT_PAGE);
            search.set("query", SearchQuery.of(filter, null));
            SearchQuery.sortWorstFirst(search);
            if (after != null) {
                search.set("search_after", after);
            }
            after = null;
            for (JsonNode hit : index.search(names.cases(), search).at("/hits/hits")) {
                export.add(CaseRow.of(hit.path("_source")), JSON.writeValueAsBytes(hit.path("_source")));
                after = hit.path("sort");
            }
        } while (after != null);
    }

    private static ObjectNode search(int size) {
        return JsonNodeFactory.instance.objectNode().put("size", size).put("track_total_hits", true);
    }

    private static void terms(ObjectNode aggregation, String field) {
        aggregation.putObject("terms").put("field", field).put("size", 20);
    }

    private static long total(JsonNode answer) {
        return answer.at("/hits/total/value").asLong();
    }

    private static Map<String, Long> buckets(JsonNode aggregation) {
        Map<String, Long> counts = new LinkedHashMap<>();
        aggregation
                .path("buckets")
                .forEach(bucket -> counts.put(
                        Objects.requireNonNull(bucket.path("key").asText()),
                        bucket.path("doc_count").asLong()));
        return counts;
    }
}
