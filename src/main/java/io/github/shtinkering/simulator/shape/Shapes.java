package io.github.shtinkering.simulator.shape;

import java.util.List;
import java.util.stream.Stream;

/** Every shape that the simulator can render. */
public final class Shapes {
    private Shapes() {}

    /** Winlogbeat's documents of a host with Sysmon: the shape that can say most. */
    public static Shape winlogbeat() {
        return new Winlogbeat(new SysmonLog());
    }

    /** Elastic Defend's documents: another sensor's view of the same host. */
    public static Shape elasticDefend() {
        return new ElasticDefend();
    }

    /** Sophos XDR's runtime detections: the only shape for a vendor's alert. */
    public static Shape sophosXdr() {
        return new SophosXdr();
    }

    /** All of them; a new list at each call, in an order that does not change. */
    public static List<Shape> all() {
        return Stream.of(withSysmon(), withSecurityAuditing(), edr())
                .flatMap(List::stream)
                .toList();
    }

    /** Shippers of the event log on hosts that run Sysmon. */
    public static List<Shape> withSysmon() {
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
    public static List<Shape> withSecurityAuditing() {
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
    public static List<Shape> edr() {
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
