package io.github.shtinkering.source;

import java.io.Serializable;

/**
 * One file of stored telemetry.
 *
 * @param path where it is: the input as it was given, or a path below it; evidence names it, with the line
 * @param input the file or directory as it was given, under which its records are counted
 */
public record InputFile(String path, String input) implements Serializable {}
