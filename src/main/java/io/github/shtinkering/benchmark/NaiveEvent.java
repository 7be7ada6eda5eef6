package io.github.shtinkering.benchmark;

/**
 * One record as the {@linkplain NaiveJob naive job} sees it; texts are blank where a record has none.
 *
 * @param host as the record spells it, in lower case
 * @param timeMillis event time
 * @param registry path of a registry value
 * @param commandLine of a started process
 * @param file path of a file
 */
public record NaiveEvent(String host, long timeMillis, String registry, String commandLine, String file) {}
