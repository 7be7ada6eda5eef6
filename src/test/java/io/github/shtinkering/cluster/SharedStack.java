package io.github.shtinkering.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One {@link LocalStack} for all classes that ask for it: the first starts it, each leaves it without jobs, and it ends
 * with the test run. What they have in common are names of topics, which each class chooses for itself.
 */
final class SharedStack implements ParameterResolver, AfterAllCallback {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalStack.class;
    }

    @Override
    public LocalStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        running(context).cancelAll();
    }

    private static LocalStack running(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .stack();
    }

    private record Running(LocalStack stack, Path state) implements AutoCloseable {
        static Running start() {
            try {
                Path state = Files.createTempDirectory("local-stack");
                LocalStack stack = new LocalStack(state);
                stack.start();
                return new Running(stack, state);
            } catch (Exception e) {
                throw new IllegalStateException("the local cluster and its broker do not start", e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                stack.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while the cluster ends", e);
            }
            FileUtils.deleteDirectory(state.toFile());
        }
    }
}
