package io.github.shtinkering.ingest.format;

import io.github.shtinkering.ingest.format.edr.CrowdStrike;
import io.github.shtinkering.ingest.format.edr.DefenderXdr;
import io.github.shtinkering.ingest.format.edr.Osquery;
import io.github.shtinkering.ingest.format.edr.SentinelOne;
import io.github.shtinkering.ingest.format.edr.SophosXdr;
import io.github.shtinkering.ingest.format.schema.ElasticDefend;
import io.github.shtinkering.ingest.format.schema.Endgame;
import io.github.shtinkering.ingest.format.schema.EndgameEcs;
import io.github.shtinkering.ingest.format.schema.M365DefenderEcs;
import io.github.shtinkering.ingest.format.schema.Ocsf;
import io.github.shtinkering.ingest.format.schema.SentinelOneEcs;
import io.github.shtinkering.ingest.format.windows.EventXmlFormat;
import io.github.shtinkering.ingest.format.windows.EvtxDump;
import io.github.shtinkering.ingest.format.windows.EvtxECmd;
import io.github.shtinkering.ingest.format.windows.FluentBit;
import io.github.shtinkering.ingest.format.windows.GetWinEvent;
import io.github.shtinkering.ingest.format.windows.Graylog;
import io.github.shtinkering.ingest.format.windows.MordorFlat;
import io.github.shtinkering.ingest.format.windows.Nxlog;
import io.github.shtinkering.ingest.format.windows.OpenTelemetry;
import io.github.shtinkering.ingest.format.windows.OsqueryEvents;
import io.github.shtinkering.ingest.format.windows.SentinelSecurityEvent;
import io.github.shtinkering.ingest.format.windows.SentinelWindowsEvent;
import io.github.shtinkering.ingest.format.windows.SplunkJson;
import io.github.shtinkering.ingest.format.windows.Vector;
import io.github.shtinkering.ingest.format.windows.Velociraptor;
import io.github.shtinkering.ingest.format.windows.Wazuh;
import io.github.shtinkering.ingest.format.windows.Winlogbeat;
import io.github.shtinkering.ingest.format.windows.Winlogbeat6;
import io.github.shtinkering.ingest.record.RecordFormat;
import java.util.Collection;
import java.util.List;

/** The one list of formats, in the order of detection: the first that recognises a record decodes it. */
public final class RecordFormats {
    private static final List<RecordFormat> ALL = List.of(
            new ElasticDefend(),
            Winlogbeat.raw(),
            Winlogbeat.ecs(),
            new EventXmlFormat(),
            new EvtxDump(),
            new EvtxECmd(),
            Nxlog.throughLogstash(),
            Nxlog.plain(),
            new Wazuh(),
            new Winlogbeat6(),
            new FluentBit(),
            new SentinelWindowsEvent(),
            new SentinelSecurityEvent(),
            new OpenTelemetry(),
            new Vector(),
            new SplunkJson(),
            new MordorFlat(),
            new SophosXdr(),
            new DefenderXdr(),
            new M365DefenderEcs(),
            new EndgameEcs(),
            new Endgame(),
            new SentinelOneEcs(),
            new SentinelOne(),
            new CrowdStrike(),
            new Ocsf(),
            new OsqueryEvents(),
            new Osquery(),
            new GetWinEvent(),
            new Velociraptor(),
            new Graylog());

    private RecordFormats() {}

    /** Every format, the more specific before the more general. */
    public static List<RecordFormat> all() {
        return ALL;
    }

    /** The names of all formats, sorted. */
    public static List<String> names() {
        return ALL.stream().map(RecordFormat::name).sorted().toList();
    }

    /**
     * The formats with these names, in the order of detection.
     *
     * @throws IllegalArgumentException when a name is no format's
     */
    public static List<RecordFormat> named(Collection<String> names) {
        if (!names().containsAll(names)) {
            throw new IllegalArgumentException("among " + names + " is not a format; formats are " + names());
        }
        return ALL.stream().filter(format -> names.contains(format.name())).toList();
    }
}
