package io.github.shtinkering.sink.files;

import io.github.shtinkering.ingest.Tally;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** The sums of all tallies, by source and format. */
final class TallySums {
    private final TreeMap<Account, Tally> sums = new TreeMap<>();

    TallySums(Collection<Tally> sums) {
        sums.forEach(this::add);
    }

    void add(Tally share) {
        sums.merge(new Account(share.source(), share.format()), share, Tally::plus);
    }

    /** One tally a source and format, in the order of their names. */
    List<Tally> sums() {
        return List.copyOf(sums.values());
    }

    private record Account(String source, String format) implements Comparable<Account> {
        private static final Comparator<Account> BY_NAME =
                Comparator.comparing(Account::source).thenComparing(Account::format);

        @Override
        public int compareTo(Account other) {
            return BY_NAME.compare(this, other);
        }
    }
}
