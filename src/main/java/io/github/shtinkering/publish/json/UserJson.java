package io.github.shtinkering.publish.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.fact.ProcessRef;

/** The account of a process under ECS's names. */
public final class UserJson {
    private UserJson() {}

    /** Adds {@code user} where the record tells whose the process is. */
    public static void add(ObjectNode document, ProcessRef process) {
        String account = process.user();
        if (account == null && process.userSid() == null) {
            return;
        }
        ObjectNode user = document.putObject("user");
        if (account != null) {
            int slash = account.indexOf('\\');
            user.put("name", account.substring(slash + 1));
            if (slash > 0) {
                user.put("domain", account.substring(0, slash));
            }
        }
        JsonFields.putIfKnown(user, "id", process.userSid());
    }
}
