package io.github.shtinkering.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.Recordings;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.ingest.decode.TelemetryDecoder;
import io.github.shtinkering.ingest.document.RelevanceFilter;
import io.github.shtinkering.ingest.filter.ByteFilter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** 147,363 real events of eleven machines. */
class CorpusTest {
    private static final int SAMPLE = 64;

    private static final Decoded FILTERED = new Decoded();
    private static final Decoded SAMPLED = new Decoded();
    private static int lines;

    @BeforeAll
    static void decodeTheCorpus() throws IOException {
        Path corpus = Recordings.require("data/corpus/nxlog-logstash-147k.ndjson.gz");
        TelemetryDecoder filtering = Decoded.decoder(ByteFilter.shared());
        TelemetryDecoder unfiltered = Decoded.decoder(RelevanceFilter.ACCEPT_ALL);
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(corpus)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                filtering.decode(bytes, 0, bytes.length, () -> "corpus:" + lines, FILTERED);
                if (lines % SAMPLE == 0) {
                    unfiltered.decode(bytes, 0, bytes.length, () -> "corpus:" + lines, SAMPLED);
                }
                lines++;
            }
        }
    }

    @Test
    void everyRecordIsAccountedFor() {
        assertThat(FILTERED.records()).isEqualTo(lines);
        assertThat(FILTERED.dead).isEmpty();
        assertThat(SAMPLED.dead).isEmpty();
        assertThat(SAMPLED.records()).isEqualTo((lines + SAMPLE - 1) / SAMPLE);
    }

    /** The sample is decoded without the filter. */
    @Test
    void theFilterLosesAndChangesNoFact() {
        Set<Fact> filtered = new HashSet<>(FILTERED.facts);
        assertThat(SAMPLED.facts).isNotEmpty().allMatch(filtered::contains);
    }

    /** Where Sysmon saw LSASS on the host in the same hour, the logons' headers name the same PID. */
    @Test
    void logonHeadersAgreeWithSysmon() {
        Set<String> bySysmon = new HashSet<>();
        Set<String> hoursOfSysmon = new HashSet<>();
        for (Fact fact : FILTERED.all(FactKind.LSASS_SIGHTING)) {
            if (fact.sensor().equals("sysmon")) {
                bySysmon.add(hour(fact) + fact.sighting().pid());
                hoursOfSysmon.add(hour(fact));
            }
        }
        assertThat(FILTERED.all(FactKind.LSASS_SIGHTING))
                .filteredOn(f -> f.sighting().source() == SightingSource.LOGON_HEADER)
                .filteredOn(f -> hoursOfSysmon.contains(hour(f)))
                .hasSizeGreaterThan(1_000)
                .allMatch(f -> bySysmon.contains(hour(f) + f.sighting().pid()));
    }

    private static String hour(Fact fact) {
        return fact.host() + " " + fact.timeMillis() / 3_600_000 + " ";
    }

    @Test
    void onlyTheDumpsOfOtherToolsAndKernelReportsAreDumps() {
        assertThat(FILTERED.all(FactKind.DUMP_WRITTEN)).isNotEmpty().allMatch(f -> Set.of("dmp", "DMP")
                .contains(f.file().path().substring(f.file().path().lastIndexOf('.') + 1)));
        assertThat(FILTERED.all(FactKind.REGISTRY_CHANGE)).isEmpty();
    }
}
