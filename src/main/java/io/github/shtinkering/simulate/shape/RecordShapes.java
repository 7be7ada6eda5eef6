package io.github.shtinkering.simulate.shape;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.RecordShape;
import io.github.shtinkering.simulate.record.SecurityLog;
import io.github.shtinkering.simulate.record.SysmonLog;
import io.github.shtinkering.simulate.shape.collected.EvtxDump;
import io.github.shtinkering.simulate.shape.collected.EvtxECmd;
import io.github.shtinkering.simulate.shape.collected.GetWinEvent;
import io.github.shtinkering.simulate.shape.collected.MordorFlat;
import io.github.shtinkering.simulate.shape.collected.Velociraptor;
import io.github.shtinkering.simulate.shape.edr.CrowdStrike;
import io.github.shtinkering.simulate.shape.edr.DefenderStream;
import io.github.shtinkering.simulate.shape.edr.ElasticDefend;
import io.github.shtinkering.simulate.shape.edr.Endgame;
import io.github.shtinkering.simulate.shape.edr.M365Ecs;
import io.github.shtinkering.simulate.shape.edr.Ocsf;
import io.github.shtinkering.simulate.shape.edr.SentinelOne;
import io.github.shtinkering.simulate.shape.edr.SentinelOneEcs;
import io.github.shtinkering.simulate.shape.edr.SophosXdr;
import io.github.shtinkering.simulate.shape.shipper.FluentBit;
import io.github.shtinkering.simulate.shape.shipper.FluentBitMap;
import io.github.shtinkering.simulate.shape.shipper.FluentBitMessage;
import io.github.shtinkering.simulate.shape.shipper.FluentBitWinlog;
import io.github.shtinkering.simulate.shape.shipper.Fluentd;
import io.github.shtinkering.simulate.shape.shipper.Graylog;
import io.github.shtinkering.simulate.shape.shipper.Nxlog;
import io.github.shtinkering.simulate.shape.shipper.NxlogLogstash;
import io.github.shtinkering.simulate.shape.shipper.OpenTelemetry;
import io.github.shtinkering.simulate.shape.shipper.OtlpJson;
import io.github.shtinkering.simulate.shape.shipper.SentinelSecurityEvent;
import io.github.shtinkering.simulate.shape.shipper.SentinelWindowsEvent;
import io.github.shtinkering.simulate.shape.shipper.SplunkXml;
import io.github.shtinkering.simulate.shape.shipper.VectorDev;
import io.github.shtinkering.simulate.shape.shipper.Wazuh;
import io.github.shtinkering.simulate.shape.shipper.Winlogbeat;
import io.github.shtinkering.simulate.shape.shipper.Winlogbeat6;
import io.github.shtinkering.simulate.shape.shipper.WinlogbeatEcs;
import java.util.List;
import java.util.stream.Stream;

/** Every shape that the simulator can render. */
public final class RecordShapes {
    private RecordShapes() {}

    /** Winlogbeat's documents of a host with Sysmon: the shape that can say most. */
    public static RecordShape winlogbeat() {
        return new Winlogbeat(new SysmonLog());
    }

    /** Elastic Defend's documents: another sensor's view of the same host. */
    public static RecordShape elasticDefend() {
        return new ElasticDefend();
    }

    /** Sophos XDR's runtime detections: the only shape for a vendor's alert. */
    public static RecordShape sophosXdr() {
        return new SophosXdr();
    }

    /** All of them; a new list at each call, in an order that does not change. */
    public static List<RecordShape> all() {
        return Stream.of(withSysmon(), withSecurityAuditing(), edr())
                .flatMap(List::stream)
                .toList();
    }

    /** Shippers of the event log on hosts that run Sysmon. */
    public static List<RecordShape> withSysmon() {
        EventLog log = new SysmonLog();
        return List.of(
                new Winlogbeat(log),
                new WinlogbeatEcs(log),
                new Winlogbeat6(log),
                new NxlogLogstash(log),
                new Nxlog(log),
                new EvtxDump(log),
                new EvtxECmd(log),
                new FluentBit(log),
                new VectorDev(log),
                new SplunkXml(log),
                new Wazuh(log),
                new SentinelWindowsEvent(log),
                new MordorFlat(),
                new FluentBitMap(log),
                new FluentBitMessage(),
                new FluentBitWinlog(log),
                new Fluentd(log),
                new OpenTelemetry(log),
                new OtlpJson(log),
                new Velociraptor(log),
                new GetWinEvent(log),
                new Graylog(log));
    }

    /** Shippers of the event log on hosts without Sysmon. */
    public static List<RecordShape> withSecurityAuditing() {
        EventLog log = new SecurityLog();
        return List.of(
                new Winlogbeat(log),
                new WinlogbeatEcs(log),
                new Winlogbeat6(log),
                new NxlogLogstash(log),
                new Nxlog(log),
                new EvtxDump(log),
                new EvtxECmd(log),
                new FluentBit(log),
                new VectorDev(log),
                new SplunkXml(log),
                new Wazuh(log),
                new SentinelWindowsEvent(log),
                new SentinelSecurityEvent(),
                new FluentBitMap(log),
                new FluentBitWinlog(log),
                new Fluentd(log),
                new OpenTelemetry(log),
                new OtlpJson(log),
                new Velociraptor(log),
                new GetWinEvent(log),
                new Graylog(log));
    }

    /** EDR products. */
    public static List<RecordShape> edr() {
        return List.of(
                new ElasticDefend(),
                new Endgame(),
                new DefenderStream(),
                new M365Ecs(),
                new Ocsf(),
                new SophosXdr(),
                new SentinelOne(),
                new SentinelOneEcs(),
                new CrowdStrike());
    }
}
