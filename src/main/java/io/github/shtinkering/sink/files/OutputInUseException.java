package io.github.shtinkering.sink.files;

import java.io.IOException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** A run may not write to its output directory. It fails for good: a restart would find the same. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class OutputInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message one sentence that says what is wrong and how to mend it */
    OutputInUseException(String message) {
        super(message);
    }
}
