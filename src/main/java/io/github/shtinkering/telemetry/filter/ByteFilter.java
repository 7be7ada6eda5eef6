package io.github.shtinkering.telemetry.filter;

import io.github.shtinkering.telemetry.RelevanceFilter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rejects the records that cannot matter, in one pass over the raw bytes, before anything is parsed. Whatever the decoder
 * makes a fact of passes (P5); some records pass in vain.
 *
 * <p>Every word has at least four bytes, so of its four rarest bytes one pair begins at a place that three divides. The
 * scan therefore looks at every third pair of bytes only, three of them with one load, and asks a table of 65,536 pairs.
 * Only at a pair that some word has does it look closer.
 */
public final class ByteFilter implements RelevanceFilter {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int STEP = Word.WINDOW - 1;
    private static final int PAIR = 0xffff;
    private static final int STRIDE = 3 * STEP; // three pairs lie in eight bytes, and step over nine

    /** Words of the programs, keys, files and channels of which the facts tell. */
    static final List<Word> WORDS = List.of(
            new Word("werfault", 2),
            new Word("lsass", 0),
            // Every value that arms lies below Windows Error Reporting; the others are for records that say it apart.
            new Word("error reporting", 4),
            new Word("localdumps", 4),
            new Word("dumptype", 1),
            new Word("customdumpflags", 8),
            new Word("dumpfolder", 1),
            new Word("dumpcount", 0),
            new Word("silentprocessexit", 13),
            new Word("lsapid", 1),
            // Boots, and the restart after LSASS died; Sophos and osquery tell the time of the boot.
            new Word("wininit", 2),
            new Word("kernel-general", 4),
            new Word("kernel-boot", 5),
            new Word("boot_time", 2),
            // Logons, as Defender and Elastic Defend name them.
            new Word("logonsuccess", 4),
            new Word("log_on", 1),
            // Dumps of any name that are handled, and the registry that is reached from another machine.
            new Word(".dmp", 0),
            new Word(".mdmp", 0),
            new Word(".hdmp", 0),
            new Word(".dump", 1),
            new Word("winreg", 2),
            // What would hide a word in XML: comments, sections of character data, entities that were escaped twice.
            new Word("<!--", 0),
            new Word("<![cdata[", 0),
            new Word("&amp;#", 2));

    /**
     * Security events whose header names LSASS's PID, because LSASS writes them, and those of a boot: 4608, 4826, and
     * 6005 of the System channel.
     */
    static final int[] EVENT_IDS = {
        4608, 4611, 4624, 4627, 4634, 4648, 4662, 4672, 4697, 4702, 4768, 4769, 4776, 4798, 4799, 4826, 4945, 4946,
        4957, 5058, 5061, 5379, 5441, 5446, 5447, 6005
    };

    private static final ByteFilter SHARED = new ByteFilter();

    private final Clues clues = new Clues();
    private final EventIds eventIds = new EventIds(EVENT_IDS);
    private final byte[] stops = clues.stops();

    /** The filter for all that the decoders use; it never changes, so threads may share it. */
    public static ByteFilter shared() {
        return SHARED;
    }

    private ByteFilter() {
        WORDS.forEach(word -> word.addTo(clues));
        eventIds.addTo(clues);
        Escapes.addTo(clues);
    }

    /** Every word and event id, in the words of a search: what the filter would be compared with. */
    public static List<String> words() {
        return Stream.concat(
                        WORDS.stream().map(Word::text), IntStream.of(EVENT_IDS).mapToObj(Integer::toString))
                .toList();
    }

    @Override
    public boolean mayMatter(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        for (int last = end - 2 * Long.BYTES - 2; i <= last; i += 2 * STRIDE) {
            long one = (long) LONG.get(bytes, i);
            long other = (long) LONG.get(bytes, i + STRIDE);
            int stop = stops[(int) one & PAIR]
                    | stops[(int) (one >>> 24) & PAIR]
                    | stops[(int) (one >>> 48)]
                    | stops[(int) other & PAIR]
                    | stops[(int) (other >>> 24) & PAIR]
                    | stops[(int) (other >>> 48)];
            if (stop != 0 && matters(bytes, i, i + 2 * STRIDE, offset, end)) {
                return true;
            }
        }
        return matters(bytes, i, end - 1, offset, end);
    }

    /** Looks closer at every third pair that begins from an index to another. */
    private boolean matters(byte[] bytes, int from, int to, int begin, int end) {
        for (int i = from; i < to; i += STEP) {
            int stop = stops[Clues.pairAt(bytes, i)];
            if (stop != 0 && matters(stop, bytes, i, begin, end)) {
                return true;
            }
        }
        return false;
    }

    private boolean matters(int stop, byte[] bytes, int pair, int begin, int end) {
        return ((stop & Clues.DIGITS) != 0 && eventIds.matter(bytes, pair, begin, end))
                || ((stop & Clues.CLUE) != 0 && clues.matter(bytes, pair, begin, end));
    }
}
