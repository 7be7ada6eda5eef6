package io.github.shtinkering.job.config;

/**
 * Bounds on what a single record may cost.
 *
 * @param recordBytes a longer line, document or Kafka value is a dead letter; 4 MiB unless told
 */
public record LimitsConfig(Integer recordBytes) {
    static final LimitsConfig DEFAULT = new LimitsConfig(4 * 1024 * 1024);

    public LimitsConfig {
        recordBytes = recordBytes == null ? DEFAULT.recordBytes() : recordBytes;
        if (recordBytes < 1024 || recordBytes > 64 * 1024 * 1024) {
            throw new InvalidKey("record_bytes", "must lie between 1024 and 67108864, but is " + recordBytes);
        }
    }
}
