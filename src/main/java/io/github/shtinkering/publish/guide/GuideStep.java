package io.github.shtinkering.publish.guide;

/**
 * One step of a guide.
 *
 * @param name what it is about, kebab case
 * @param text what a person reads
 */
public record GuideStep(String name, String text) {}
