package io.github.shtinkering.ingest.filter;

import io.github.shtinkering.ingest.document.RelevanceFilter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rejects the records that cannot matter, in one pass over the raw bytes, before anything is parsed. Whatever the decoder
 * makes a fact of passes; some records pass in vain.
 *
 * <p>Every word has at least four bytes, so of its four rarest bytes one trigram begins at an even place. The scan
 * therefore looks at every second trigram only and asks a table by its hash. Only at a trigram that some word has, and at a
 * few that share its place, does it look closer.
 */
public final class ByteFilter implements RelevanceFilter {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int STEP = FilterWord.WINDOW - SuspiciousTrigrams.TRIGRAM + 1;
    private static final int STRIDE = 4 * STEP;

    /** Words of the programs, keys, files and channels of which the facts tell. */
    static final List<FilterWord> WORDS = List.of(
            new FilterWord("werfault", 2),
            new FilterWord("lsass", 0),
            // Every value that arms lies below Windows Error Reporting; the others are for records that say it apart.
            new FilterWord("error reporting", 4),
            new FilterWord("localdumps", 4),
            new FilterWord("dumptype", 1),
            new FilterWord("customdumpflags", 8),
            new FilterWord("dumpfolder", 1),
            new FilterWord("dumpcount", 0),
            new FilterWord("silentprocessexit", 13),
            new FilterWord("lsapid", 1),
            new FilterWord("lsasrv", 1),
            // Boots, and the restart after LSASS died; Sophos and osquery tell the time of the boot.
            new FilterWord("wininit", 2),
            new FilterWord("kernel-general", 4),
            new FilterWord("kernel-boot", 5),
            new FilterWord("boot_time", 2),
            // Logons, as Defender and Elastic Defend name them.
            new FilterWord("logonsuccess", 4),
            new FilterWord("log_on", 1),
            // Dumps of any name that are handled, and the registry that is reached from another machine.
            new FilterWord(".dmp", 0),
            new FilterWord(".mdmp", 0),
            new FilterWord(".hdmp", 0),
            new FilterWord(".dump", 1),
            new FilterWord("winreg", 2),
            // What would hide a word in XML: comments, sections of character data, entities that were escaped twice.
            new FilterWord("<!--", 0),
            new FilterWord("<![cdata[", 0),
            new FilterWord("&amp;#", 2));

    /**
     * Security events whose header names LSASS's PID, because LSASS writes them, and those of a boot: 4608, 4826, and
     * 6005 of the System channel.
     */
    static final int[] EVENT_IDS = {
        4608, 4611, 4624, 4627, 4634, 4648, 4662, 4672, 4697, 4702, 4768, 4769, 4776, 4798, 4799, 4826, 4945, 4946,
        4957, 5058, 5061, 5379, 5441, 5446, 5447, 6005
    };

    // Constants, so that the compiler of the virtual machine sees that no index lies outside.
    private static final SuspiciousTrigrams CLUES = clues();
    private static final byte[] STOPS = CLUES.stops();
    private static final ByteFilter SHARED = new ByteFilter();

    /** The filter for all that the decoders use; it never changes, so threads may share it. */
    public static ByteFilter shared() {
        return SHARED;
    }

    private ByteFilter() {}

    private static SuspiciousTrigrams clues() {
        EventIds eventIds = new EventIds(EVENT_IDS);
        SuspiciousTrigrams clues = new SuspiciousTrigrams(eventIds);
        WORDS.forEach(word -> word.addTo(clues));
        eventIds.addTo(clues);
        EscapedLetters.addTo(clues);
        return clues;
    }

    /** Every word and event id, in the words of a search: what the filter would be compared with. */
    public static List<String> words() {
        return Stream.concat(
                        WORDS.stream().map(FilterWord::text),
                        IntStream.of(EVENT_IDS).mapToObj(Integer::toString))
                .toList();
    }

    @Override
    public boolean mayMatter(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        for (int last = end - STRIDE - Short.BYTES; i <= last; i += STRIDE) {
            int stop = stopAt(bytes, i)
                    | stopAt(bytes, i + STEP)
                    | stopAt(bytes, i + 2 * STEP)
                    | stopAt(bytes, i + 3 * STEP);
            if (stop != 0 && matters(bytes, i, i + STRIDE, offset, end)) {
                return true;
            }
        }
        return matters(bytes, i, end - SuspiciousTrigrams.TRIGRAM + 1, offset, end);
    }

    /** Not 0 where the scan stops at the trigram that begins here; a byte more is loaded. */
    private static int stopAt(byte[] bytes, int trigram) {
        return STOPS[SuspiciousTrigrams.index((int) INT.get(bytes, trigram))];
    }

    /** Looks closer at every second trigram that begins from an index to another. */
    private static boolean matters(byte[] bytes, int from, int to, int begin, int end) {
        for (int i = from; i < to; i += STEP) {
            if (CLUES.matter(bytes, i, begin, end)) {
                return true;
            }
        }
        return false;
    }
}
