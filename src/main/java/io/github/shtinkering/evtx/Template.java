package io.github.shtinkering.evtx;

import java.util.List;

/**
 * A template of a chunk.
 *
 * @param pieces what it writes
 * @param isIndifferent whether its own text is of no interest, and stands apart from its values, so that an event may be
 *     judged by its values alone
 * @param fixedBytes of its own text, at most, where no element is repeated
 * @param mostUses how often it writes one value, at most
 */
record Template(List<TemplatePiece> pieces, boolean isIndifferent, int fixedBytes, int mostUses) {}
