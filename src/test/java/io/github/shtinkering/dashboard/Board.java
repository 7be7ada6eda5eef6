package io.github.shtinkering.dashboard;

import java.util.List;

/**
 * A dashboard.
 *
 * @param id stable, also in links
 * @param description what a reader finds here
 */
record Board(String id, String title, String description, List<Panel> panels) {}
