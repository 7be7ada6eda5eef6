package io.github.shtinkering.fleet;

import io.github.shtinkering.casebook.VendorAnswer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A case that bears a fingerprint, as its group keeps it: plain data, a Flink POJO that may gain fields. */
public class Member {
    public String host = "";
    public String hostName = "";
    public String caseId = "";
    public long sequence;
    /** What may be the common thing. */
    public List<String> identities = new ArrayList<>();
    /** Event times, milliseconds. */
    public List<Long> times = new ArrayList<>();
    /** What else is telling. */
    public List<String> traits = new ArrayList<>();

    public List<String> stages = new ArrayList<>();
    /** Of its case in a group that counts, and in any other. */
    public int score;

    public int alone;
    public boolean eligible;
    public boolean confirmed;
    public @Nullable VendorAnswer answer;
    /** What its host was answered last: the group, empty for none, and whether it counts. */
    public String toldCampaign = "";

    public boolean toldCounts;

    /** Whether the note is about this case. */
    boolean is(String otherHost, String otherCase) {
        return caseId.equals(otherCase) && host.equals(otherHost);
    }
}
