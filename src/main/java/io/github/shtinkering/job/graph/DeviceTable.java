package io.github.shtinkering.job.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.job.config.SourceConfig;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Which host has which sensor, by the configuration's table and the vendor's device records. */
final class DeviceTable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GZIP_MAGIC = 0x1f;

    private DeviceTable() {}

    /**
     * Returns host names by the sensor's id.
     *
     * @throws IOException when a file of device records cannot be read or holds none; the message says which
     */
    static Map<String, String> of(SourceConfig source) throws IOException {
        Map<String, String> hosts = new HashMap<>();
        for (Path file : source.deviceRecords()) {
            read(file, hosts);
        }
        hosts.putAll(source.devices());
        return hosts;
    }

    private static void read(Path file, Map<String, String> hosts) throws IOException {
        int before = hosts.size();
        try (BufferedReader lines = open(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode record = JSON.readTree(line);
                if (record.hasNonNull("aid") && record.hasNonNull("ComputerName")) {
                    hosts.put(record.get("aid").asText(), host(record));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException("device records " + file + " are not lines of JSON: " + e.getOriginalMessage(), e);
        }
        if (hosts.size() == before) {
            throw new IOException(
                    "device records " + file + " name no device: lines with aid and ComputerName are expected");
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file of device records " + file);
        }
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        bytes.mark(1);
        int first = bytes.read();
        bytes.reset();
        InputStream text = first == GZIP_MAGIC ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
    }

    private static String host(JsonNode record) {
        String name = record.get("ComputerName").asText();
        String domain = record.path("MachineDomain").asText();
        return domain.isBlank() || name.contains(".") ? name : name + '.' + domain;
    }
}
