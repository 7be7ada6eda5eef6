package io.github.shtinkering.simulate.shape.shipper;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.TimeSpellings;

/** The event's own XML, as Splunk's universal forwarder sends it. */
public final class SplunkXml extends EventLogShape {
    public SplunkXml(EventLog log) {
        super("splunk-xml", log);
    }

    @Override
    public String render(EventRecord record) {
        StringBuilder xml = new StringBuilder(1024)
                .append("<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='")
                .append(escaped(record.provider()))
                .append('\'');
        if (record.providerGuid() != null) {
            xml.append(" Guid='").append(record.providerGuid()).append('\'');
        }
        xml.append("/><EventID>")
                .append(record.eventId())
                .append("</EventID><Version>")
                .append(record.version())
                .append("</Version><Level>4</Level><Task>")
                .append(record.task())
                .append("</Task><Opcode>0</Opcode><Keywords>0x8000000000000000</Keywords><TimeCreated SystemTime='")
                .append(TimeSpellings.iso(record.timeCreatedMillis(), 9))
                .append("'/><EventRecordID>")
                .append(record.recordId())
                .append("</EventRecordID><Correlation/><Execution ProcessID='")
                .append(record.loggerPid())
                .append("' ThreadID='3128'/><Channel>")
                .append(record.channel())
                .append("</Channel><Computer>")
                .append(escaped(record.computer()))
                .append("</Computer><Security")
                .append(record.loggerSid() == null ? "" : " UserID='" + record.loggerSid() + '\'')
                .append("/></System><EventData>");
        record.data()
                .forEach((name, value) -> xml.append(record.isPositional() ? "<Data>" : "<Data Name='" + name + "'>")
                        .append(escaped(value))
                        .append("</Data>"));
        return xml.append("</EventData></Event>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&apos;");
    }
}
