package io.github.shtinkering.publish.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.detect.host.lsass.TargetResolution;
import org.jspecify.annotations.Nullable;

/** What is known of LSASS's PID, and whether it was the target. */
public final class LsassJson {
    private LsassJson() {}

    /**
     * Writes {@code shtinkering.lsass}.
     *
     * @param target what is known of the target; null where neither launch nor dump is a stage
     * @param lsass what is known of LSASS
     */
    public static void write(ObjectNode node, @Nullable TargetResolution target, TargetResolution lsass) {
        TargetResolution shown = target == null ? lsass : target;
        Long pid = shown.lsassPid() != null ? shown.lsassPid() : lsass.lsassPid();
        node.put("pid", pid);
        node.put("resolution", target == null ? null : target.resolution().wireName());
        JsonFields.putStrings(node, "sources", shown.sources());
    }
}
