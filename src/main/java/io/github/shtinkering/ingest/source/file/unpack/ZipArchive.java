package io.github.shtinkering.ingest.source.file.unpack;

import io.github.shtinkering.embedded.RunMeter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A zip archive whose members are read as files. What it may unpack to is bounded by its own size: members may not share
 * bytes, and no member may be beyond all measure.
 */
public final class ZipArchive {
    private static final int MOST_MEMBERS = 100_000;
    private static final long ALWAYS_ALLOWED = 1L << 30; // bytes a member may unpack to, whatever its size
    private static final long MOST_GROWTH = 200; // beyond: full logs grow 20 times, lines that repeat 100 times

    private ZipArchive() {}

    /**
     * The names of all members, directories apart.
     *
     * @throws ZipException when it is damaged or not to be trusted; the message says why
     */
    public static List<String> members(Path archive) throws IOException {
        List<String> members = new ArrayList<>();
        long packed = 0;
        try (ZipFile zip = open(archive)) {
            if (zip.size() > MOST_MEMBERS) {
                throw new ZipException("it has more than " + MOST_MEMBERS + " members");
            }
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                packed += entry.getCompressedSize();
                if (!entry.isDirectory()) {
                    members.add(entry.getName());
                }
            }
        }
        if (packed > Files.size(archive)) {
            throw new ZipException("its members share bytes, as in archives that are made to do harm");
        }
        return members;
    }

    /**
     * Opens a member; without one, it fails with what is wrong with the archive. Its stream fails with a {@link ZipException} where the member is damaged, also at its end, when its
     * checksum is wrong, and where it unpacks to too much.
     */
    public static InputStream open(Path archive, @Nullable String member) throws IOException {
        if (member == null) {
            members(archive);
            throw new ZipException("it was broken when the replay began");
        }
        ZipFile zip = open(archive);
        try {
            ZipEntry entry = zip.getEntry(member);
            if (entry == null) {
                throw new ZipException("it has no member " + member + " any more");
            }
            RunMeter.read(entry.getCompressedSize());
            return new Member(zip, entry);
        } catch (IOException e) {
            zip.close();
            throw e;
        }
    }

    /** Names that are no UTF-8 are of some other code page; which, the archive does not say. */
    private static ZipFile open(Path archive) throws IOException {
        try {
            return open(archive, StandardCharsets.UTF_8);
        } catch (ZipException e) {
            return open(archive, StandardCharsets.ISO_8859_1);
        }
    }

    private static ZipFile open(Path archive, Charset names) throws IOException {
        return new ZipFile(archive.toFile(), names);
    }

    private static final class Member extends FilterInputStream {
        private final ZipFile zip;
        private final long checksum;
        private final long most;
        private final CRC32 crc = new CRC32();
        private long unpacked;

        Member(ZipFile zip, ZipEntry entry) throws IOException {
            super(zip.getInputStream(entry));
            this.zip = zip;
            checksum = entry.getCrc();
            most = Math.max(ALWAYS_ALLOWED, MOST_GROWTH * entry.getCompressedSize());
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            if (count < 0) {
                if (crc.getValue() != checksum) {
                    throw new ZipException("its checksum is wrong");
                }
                return count;
            }
            crc.update(target, offset, count);
            unpacked += count;
            if (unpacked > most) {
                throw new ZipException("it unpacks to more than " + MOST_GROWTH + " times its size");
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
