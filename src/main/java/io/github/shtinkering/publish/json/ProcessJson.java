package io.github.shtinkering.publish.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.normal.TextValues;
import io.github.shtinkering.normal.WindowsPath;
import org.jspecify.annotations.Nullable;

/** A process under ECS's names. */
public final class ProcessJson {
    /** Of a command line beside each of many pieces of evidence, in characters. */
    private static final int SHORT_LINE = 512;

    private ProcessJson() {}

    public static void write(ObjectNode node, ProcessRef process) {
        write(node, process, process.commandLine());
    }

    /** The same with the beginning of its command line alone. */
    public static void writeShort(ObjectNode node, ProcessRef process) {
        String line = process.commandLine();
        write(node, process, line == null ? null : TextValues.cut(line, SHORT_LINE));
    }

    /** How many letters {@link #writeShort} may write. */
    static long letters(@Nullable ProcessRef process) {
        if (process == null) {
            return 0;
        }
        return length(process.executable())
                + Math.min(SHORT_LINE, length(process.commandLine()))
                + length(process.user())
                + length(process.signer());
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static void write(ObjectNode node, ProcessRef process, @Nullable String commandLine) {
        if (process.pid() != null) {
            node.put("pid", process.pid());
        }
        JsonFields.putIfKnown(node, "entity_id", process.entityId());
        JsonFields.putIfKnown(node, "executable", process.executable());
        if (process.executable() != null) {
            node.put("name", WindowsPath.fileName(process.executable()));
        }
        JsonFields.putIfKnown(node, "command_line", commandLine);
        if (process.sha256() != null) {
            node.putObject("hash").put("sha256", process.sha256());
        }
        if (process.originalFileName() != null) {
            node.putObject("pe").put("original_file_name", process.originalFileName());
        }
        if (process.signed() != null || process.signer() != null) {
            ObjectNode signature = node.putObject("code_signature");
            if (process.signed() != null) {
                signature.put("exists", process.signed());
            }
            JsonFields.putIfKnown(signature, "subject_name", process.signer());
        }
        if (process.integrity() != null) {
            // ECS has no field for it: this is the one that Elastic's sensor writes and its rules search.
            node.putObject("Ext")
                    .putObject("token")
                    .put("integrity_level_name", process.integrity().wireName());
        }
    }
}
