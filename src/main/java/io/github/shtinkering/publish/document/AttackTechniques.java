package io.github.shtinkering.publish.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import java.util.List;

/** Which of MITRE ATT&amp;CK's techniques a case shows. */
final class AttackTechniques {
    private AttackTechniques() {}

    static void write(ObjectNode threat, CaseJudgement judgement) {
        boolean arming = judgement.stages().contains(CaseJudgement.ARMING);
        boolean credentials =
                judgement.verdict() != Verdict.BENIGN && !judgement.stages().equals(List.of(CaseJudgement.ARMING));
        threat.put("framework", "MITRE ATT&CK");
        ObjectNode tactic = threat.putObject("tactic");
        ArrayNode tacticId = tactic.putArray("id");
        ArrayNode tacticName = tactic.putArray("name");
        ObjectNode technique = threat.putObject("technique");
        ArrayNode techniqueId = technique.putArray("id");
        ArrayNode techniqueName = technique.putArray("name");
        if (credentials) {
            tacticId.add("TA0006");
            tacticName.add("Credential Access");
            techniqueId.add("T1003");
            techniqueName.add("OS Credential Dumping");
            ObjectNode sub = technique.putObject("subtechnique");
            sub.putArray("id").add("T1003.001");
            sub.putArray("name").add("LSASS Memory");
        }
        if (arming) {
            tacticId.add("TA0005");
            tacticName.add("Defense Evasion");
            techniqueId.add("T1112");
            techniqueName.add("Modify Registry");
        }
    }
}
