package io.github.shtinkering.console.cases.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * Tells a file from the one that replaced it.
 *
 * @param key the file system's own identity of the file; null where it has none
 * @param size in bytes
 */
record FileVersion(@Nullable Object key, FileTime modified, long size) {
    /** The version that is there now; null for none. */
    static @Nullable FileVersion of(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileVersion(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
