package io.github.shtinkering.publish.guide;

/**
 * One step of a guide.
 *
 * @param name what it is about, kebab case
 * @param text what a person reads
 */
public record GuideStep(String name, String text) {
    private static final String QUERY = "query-";

    /** Whether it is a query to paste. */
    public boolean isQuery() {
        return name.startsWith(QUERY);
    }
}
