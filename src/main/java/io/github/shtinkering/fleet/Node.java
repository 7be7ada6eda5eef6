package io.github.shtinkering.fleet;

import java.util.Comparator;

/** A member in the graph of those who share identities. Another object for every change of the case. */
final class Node {
    /** Who is furthest back comes first. */
    static final Comparator<Node> BY_AGE = Comparator.comparingLong((Node node) -> node.member.agedMillis())
            .thenComparing(node -> node.member.caseId())
            .thenComparing(node -> node.member.host());

    /** Changes only in what its host was told. */
    private Member member;

    Node(Member member) {
        this.member = member;
    }

    Member member() {
        return member;
    }

    void told(String campaign, boolean counts) {
        member = member.told(campaign, counts);
    }
}
