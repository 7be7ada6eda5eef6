package io.github.shtinkering.publish;

/**
 * One step of a guide.
 *
 * @param name what it is about, kebab case
 * @param text what a person reads
 */
record GuideStep(String name, String text) {}
