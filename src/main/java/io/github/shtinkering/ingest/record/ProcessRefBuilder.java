package io.github.shtinkering.ingest.record;

import io.github.shtinkering.fact.IntegrityLevel;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.IntegrityLevels;
import io.github.shtinkering.normal.ProcessIds;
import io.github.shtinkering.normal.TextValues;
import io.github.shtinkering.normal.WindowsPath;
import org.jspecify.annotations.Nullable;

/** Gathers what a record says of one process and normalises it; every setter takes the raw text, null for nothing. */
public final class ProcessRefBuilder {
    private @Nullable Long pid;
    private @Nullable String entityId;
    private @Nullable String executable;
    private @Nullable String commandLine;
    private @Nullable String user;
    private @Nullable String userSid;
    private @Nullable String sha256;
    private @Nullable String originalFileName;
    private @Nullable Boolean signed;
    private @Nullable String signer;
    private @Nullable IntegrityLevel integrity;

    /** Sets the PID, decimal or {@code 0x} hex. */
    public ProcessRefBuilder pid(@Nullable String raw) {
        pid = ProcessIds.parse(raw);
        return this;
    }

    /** Sets the sensor's unique id of the process, in any spelling of a GUID. */
    public ProcessRefBuilder entityId(@Nullable String raw) {
        String id = TextValues.value(raw, TextValues.MAX_NAME);
        boolean braces = id != null && id.startsWith("{") && id.endsWith("}");
        boolean guid = id != null && (braces || id.length() == 36);
        entityId = braces ? id.substring(1, id.length() - 1) : id;
        entityId = guid && entityId != null ? AsciiCase.lower(entityId) : entityId;
        return this;
    }

    /** Sets the full path of the image. */
    public ProcessRefBuilder executable(@Nullable String raw) {
        executable = WindowsPath.normalise(raw);
        return this;
    }

    /** Sets the command line. */
    public ProcessRefBuilder commandLine(@Nullable String raw) {
        commandLine = TextValues.value(raw, TextValues.MAX_COMMAND_LINE);
        return this;
    }

    /** Sets the account, {@code DOMAIN\name} or the name alone. */
    public ProcessRefBuilder user(@Nullable String raw) {
        user = TextValues.value(raw, TextValues.MAX_NAME);
        return this;
    }

    /** Sets the account from its parts. */
    public ProcessRefBuilder user(@Nullable String domain, @Nullable String name) {
        String account = TextValues.value(name);
        String authority = TextValues.value(domain);
        return user(account == null || authority == null ? account : authority + "\\" + account);
    }

    /** Sets the account's SID; what is no SID (some shippers translate it to a name) is left out. */
    public ProcessRefBuilder userSid(@Nullable String raw) {
        String sid = TextValues.value(raw, TextValues.MAX_NAME);
        userSid = AsciiCase.startsWithIgnoreCase(sid, "S-1-") ? sid : null;
        return this;
    }

    /** Sets the SHA-256 of the image, hex. */
    public ProcessRefBuilder sha256(@Nullable String raw) {
        String hash = TextValues.value(raw);
        sha256 = hash != null && hash.length() == 64 ? AsciiCase.lower(hash) : null;
        return this;
    }

    /** Sets the file name in the version resource. */
    public ProcessRefBuilder originalFileName(@Nullable String raw) {
        originalFileName = TextValues.value(raw, TextValues.MAX_NAME);
        return this;
    }

    /** Sets whether a valid signature was reported, and by whom; null where the source does not tell. */
    public ProcessRefBuilder signature(@Nullable Boolean valid, @Nullable String subject) {
        signed = valid;
        signer = TextValues.value(subject, TextValues.MAX_NAME);
        return this;
    }

    /** Sets the integrity level: a word, a label's SID or its number. */
    public ProcessRefBuilder integrity(@Nullable String raw) {
        integrity = IntegrityLevels.parse(raw);
        return this;
    }

    /** Returns the process; null when the record said nothing that identifies one. */
    public @Nullable ProcessRef build() {
        if (pid == null && entityId == null && executable == null && commandLine == null && user == null) {
            return null;
        }
        return new ProcessRef(
                pid,
                entityId,
                executable,
                commandLine,
                user,
                userSid,
                sha256,
                originalFileName,
                signed,
                signer,
                integrity);
    }
}
