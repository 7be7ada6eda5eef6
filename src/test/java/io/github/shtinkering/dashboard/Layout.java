package io.github.shtinkering.dashboard;

/** Places panels on a grid, from left to right and from above. */
final class Layout {
    private final int columns;
    private int x;
    private int y;
    private int rowHeight;

    /** @param columns of the grid: 48 in OpenSearch Dashboards, 24 in Grafana */
    Layout(int columns) {
        this.columns = columns;
    }

    /** A place in the units of the grid. */
    record Place(int x, int y, int width, int height) {}

    Place next(Panel.Form form) {
        int width = form instanceof Panel.Rows || form instanceof Panel.OverTime
                ? columns
                : form instanceof Panel.Count ? columns / 4 : columns / 2;
        int height = form instanceof Panel.Count ? 6 : form instanceof Panel.Rows ? 16 : 12;
        return next(width, height);
    }

    Place next(int width, int height) {
        if (x + width > columns) {
            x = 0;
            y += rowHeight;
            rowHeight = 0;
        }
        Place place = new Place(x, y, width, height);
        x += width;
        rowHeight = Math.max(rowHeight, height);
        return place;
    }
}
