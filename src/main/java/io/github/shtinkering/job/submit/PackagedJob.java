package io.github.shtinkering.job.submit;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a cluster needs of this program: the jar that this class was loaded from. */
final class PackagedJob {
    private PackagedJob() {}

    /** The jar; nothing when the classes come from a directory and only a graph can be made of them. */
    static String[] jars() {
        try {
            Path place = Path.of(PackagedJob.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isDirectory(place) ? new String[0] : new String[] {place.toString()};
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of the job's classes is no URI", e);
        }
    }
}
