package io.github.shtinkering.detect.casebook.fingerprint;

import java.util.List;

/**
 * What a case has in common with cases of other hosts, should there be any: a fingerprint, and when it was seen here.
 * A case has at most one of each kind. All texts come from logs, normalised and bounded.
 *
 * @param kind what the fingerprint is of
 * @param identities the fingerprint: for an actor everything that identifies its programs, sorted, where one in common
 *     suffices; for the others exactly one text
 * @param times event times at which it was seen on this host, milliseconds, sorted, bounded
 * @param traits what else is telling about it, sorted, bounded: for a reader, never for matching
 */
public record Fingerprint(Kind kind, List<String> identities, List<Long> times, List<String> traits) {
    /** How an actor's identity begins that is a pattern, and neither a path nor a hash. */
    public static final String PATTERN = "pattern ";
    /** How one begins that is a path. */
    public static final String PATH = "path ";
    /** How one begins that is a hash. */
    public static final String SHA256 = "sha256 ";

    /** How a trait begins that is a program's path as it was written. */
    public static final String PROGRAM = "program ";
    /** How one begins that is an account, or its SID where no name is told. */
    public static final String USER = "user ";
    /** How one begins that is the path of what started the program. */
    public static final String PARENT = "parent ";
    /** How one begins that is a command line with its numbers masked. */
    public static final String COMMAND_LINE = "command line ";
    /** How one begins that is the folder of a dump. */
    public static final String DUMP_FOLDER = "dump folder ";
    /** How one begins that is the name of a product's alert. */
    public static final String ALERT = "alert ";
    /** How one begins that is a launch of WerFault as it was written, with its numbers masked. */
    public static final String LAUNCH = "launch ";

    /** What a fingerprint is of. Names are part of the state format. */
    public enum Kind {
        /**
         * Who acted in an attempt: the hash or the full path of a program outside {@code %SystemRoot%}, or its pattern,
         * which stays when it is renamed.
         */
        ACTOR,
        /** How the registry was armed: writer, signer, value and folder. */
        ARMING,
        /** How WerFault was launched: program, command line with its numbers masked, and the crashed program. */
        FORM
    }

    /** Copies the lists. */
    public Fingerprint {
        identities = List.copyOf(identities);
        times = List.copyOf(times);
        traits = List.copyOf(traits);
    }

    /** Whether both are counted together: an actor's marks always are, since any identity may be the common one. */
    boolean replaces(Fingerprint other) {
        return kind == other.kind && (kind == Kind.ACTOR || identities.equals(other.identities));
    }

    /** The fingerprint without what is told of it. */
    public Fingerprint bare() {
        return new Fingerprint(kind, identities.subList(0, 1), List.of(), List.of());
    }
}
