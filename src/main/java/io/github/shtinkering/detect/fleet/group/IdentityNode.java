package io.github.shtinkering.detect.fleet.group;

import java.util.Comparator;

/** A member in the graph of those who share identities. Another object for every change of the case. */
public final class IdentityNode {
    /** Who is furthest back comes first. */
    public static final Comparator<IdentityNode> BY_AGE = Comparator.comparingLong(
                    (IdentityNode node) -> node.member.agedMillis())
            .thenComparing(node -> node.member.caseId())
            .thenComparing(node -> node.member.host());

    /** Changes only in what its host was answered. */
    private GroupMember member;

    public IdentityNode(GroupMember member) {
        this.member = member;
    }

    public GroupMember member() {
        return member;
    }

    public void answered(String campaign, boolean counts) {
        member = member.answered(campaign, counts);
    }
}
