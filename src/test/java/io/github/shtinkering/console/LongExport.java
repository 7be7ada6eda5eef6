package io.github.shtinkering.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.console.cases.CaseFilter;
import io.github.shtinkering.console.cases.CaseSource;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A source whose exports last until they may end. */
public final class LongExport implements CaseSource {
    private final CountDownLatch mayEnd;

    public LongExport(CountDownLatch mayEnd) {
        this.mayEnd = mayEnd;
    }

    @Override
    public void export(CaseFilter filter, Export export) throws IOException {
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
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
