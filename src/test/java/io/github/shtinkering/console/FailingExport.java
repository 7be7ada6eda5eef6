package io.github.shtinkering.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.console.cases.CaseFilter;
import io.github.shtinkering.console.cases.CaseRow;
import io.github.shtinkering.console.cases.CaseSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A source that goes away in the middle of an export. */
public final class FailingExport implements CaseSource {
    private final int rows;

    public FailingExport(int rows) {
        this.rows = rows;
    }

    @Override
    public void export(CaseFilter filter, Export export) throws IOException {
        Random random = new Random(1);
        byte[] unpackable = new byte[200];
        ObjectNode document = Cases.attempt("case", "ws", 92, "reason");
        for (int i = 0; i < rows; i++) {
            random.nextBytes(unpackable);
            document.withObject("/event").put("reason", HexFormat.of().formatHex(unpackable));
            export.add(CaseRow.of(document), document.toString().getBytes(StandardCharsets.UTF_8));
        }
        throw new IOException("the index does not answer");
    }

    @Override
    public ObjectNode overview(@Nullable Instant since) {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public ObjectNode cases(CaseFilter filter, int offset, int limit) {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public byte[] document(String caseId) {
        return new byte[0];
    }

    @Override
    public ObjectNode campaigns() {
        return JsonNodeFactory.instance.objectNode();
    }
}
