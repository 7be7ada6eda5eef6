package io.github.shtinkering.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the newest document of a fleet-wide group says. */
public record ReportedGroup(String kind, String status, int score, long hosts, String why) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a file of documents, one a line. */
    public static List<ReportedGroup> read(Path campaigns) throws IOException {
        List<ReportedGroup> groups = new ArrayList<>();
        for (String line : Files.readAllLines(campaigns, StandardCharsets.UTF_8)) {
            JsonNode document = JSON.readTree(line);
            JsonNode campaign = document.at("/shtinkering/campaign");
            groups.add(new ReportedGroup(
                    campaign.path("kind").asText(),
                    campaign.path("status").asText(),
                    document.at("/event/risk_score").asInt(),
                    campaign.path("host_count").asLong(),
                    campaign.path("why").asText()));
        }
        return groups;
    }
}
