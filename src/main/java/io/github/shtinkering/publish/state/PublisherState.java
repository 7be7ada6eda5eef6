package io.github.shtinkering.publish.state;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.fleet.FleetAnswer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the publisher keeps of one host: plain data, a Flink POJO that may gain fields. */
public class PublisherState {
    /** The cases that were published, in the order in which they opened. */
    public List<PublishedCase> cases = new ArrayList<>();
    /** The cases that have something in common with other hosts'. */
    public List<HeldCase> held = new ArrayList<>();
    /** The newest version that was given to a document of this host. */
    public long lastVersion;

    /** The exceptions that the host was reported to have outlived still armed: ids with their ends, oldest first. */
    public List<String> outlived = new ArrayList<>();

    /** Whether nothing was ever published of a case of the host, nor asked for. */
    public boolean isEmpty() {
        return cases.isEmpty() && held.isEmpty() && outlived.isEmpty();
    }

    /** One case as it was published last. */
    public static class PublishedCase {
        /** The case's id. */
        public String id = "";
        /** 1, 2, 3, … for people. */
        public int revision;
        /** What of it makes a revision: verdict, stages, parts, evidence; not counts and times. */
        public String content = "";
        /** Wire names of what was published last, for {@code previous_*}; null before the first revision. */
        public @Nullable String verdict;

        public @Nullable String severity;
        public @Nullable String status;
        public @Nullable String resolution;
        /** Why there is this revision. */
        public String change = "opened";

        public @Nullable String previousSeverity;
        public @Nullable String previousVerdict;
        public List<String> stages = new ArrayList<>();
        /** The machine's name as shown; empty for a case of before it was kept. */
        public String hostName = "";
        /** The id of the machine it is on; empty where no source gave one. */
        public String hostId = "";
        /** The persons that act in it, for their risk. */
        public List<String> users = new ArrayList<>();
        /** The score and the newest event time, for the host's risk. */
        public int score;

        public long endMillis;
    }

    /** A case for which the fleet was asked, and whose answer may change. */
    public static class HeldCase {
        /** The case's id. */
        public String caseId = "";
        /** The case as it stands; null while only an answer has come. */
        public @Nullable JudgedCase judged;
        /** The newest answer for each kind of fingerprint. */
        public List<FleetAnswer> fleetAnswers = new ArrayList<>();
        /** Whether it was published as it stands. */
        public boolean published;
        /** Whether it was answered anew since, and waits for the host's next record. */
        public boolean changed;
    }
}
