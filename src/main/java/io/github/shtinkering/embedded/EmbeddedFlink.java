package io.github.shtinkering.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.util.stream.Stream;
import org.apache.flink.client.deployment.executors.LocalExecutor;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink cluster inside this process. Flink's own local environment opens its REST interface, which takes jobs and
 * cancellations from anybody, and the server of its blobs to the network. Here both are bound to loopback, and the
 * former answers nothing: other users of the machine are strangers, too.
 */
public final class EmbeddedFlink {
    private EmbeddedFlink() {}

    /**
     * An environment whose jobs run in this process.
     *
     * @param configuration of the job; parallelism is the number of processors unless it says otherwise
     * @throws IOException when there is no place for temporary files
     */
    public static StreamExecutionEnvironment environment(Configuration configuration) throws IOException {
        Configuration own = new Configuration(configuration);
        if (!own.contains(CoreOptions.DEFAULT_PARALLELISM)) {
            own.set(CoreOptions.DEFAULT_PARALLELISM, Runtime.getRuntime().availableProcessors());
        }
        String loopback = InetAddress.getLoopbackAddress().getHostAddress();
        own.set(RestOptions.ADDRESS, loopback);
        own.set(RestOptions.BIND_ADDRESS, loopback);
        own.set(RestOptions.BIND_PORT, "0");
        own.set(WebOptions.SUBMIT_ENABLE, false);
        own.set(WebOptions.CANCEL_ENABLE, false);
        own.set(JobManagerOptions.BIND_HOST, loopback);
        own.set(TaskManagerOptions.HOST, loopback);
        own.set(TaskManagerOptions.BIND_HOST, loopback);
        // Flink would fetch a large blob from this host's outer address, where nothing listens.
        own.set(BlobServerOptions.OFFLOAD_MINSIZE, Integer.MAX_VALUE);
        own.set(CoreOptions.TMP_DIRS, TemporaryFiles.ofThisProcess().toString());
        own.set(WebOptions.TMP_DIR, TemporaryFiles.ofThisProcess().toString());
        own.set(DeploymentOptions.TARGET, LocalExecutor.NAME);
        own.set(DeploymentOptions.ATTACHED, true);
        return new StreamExecutionEnvironment(new Executors(), own, null);
    }

    /** Runs each job in a cluster of its own, in this process. */
    private static final class Executors implements PipelineExecutorServiceLoader, PipelineExecutorFactory {
        @Override
        public PipelineExecutorFactory getExecutorFactory(Configuration configuration) {
            return this;
        }

        @Override
        public Stream<String> getExecutorNames() {
            return Stream.of(getName());
        }

        @Override
        public String getName() {
            return LocalExecutor.NAME;
        }

        @Override
        public boolean isCompatibleWith(Configuration configuration) {
            return true;
        }

        @Override
        public PipelineExecutor getExecutor(Configuration configuration) {
            return LocalExecutor.createWithFactory(configuration, UnattendedCluster::new);
        }
    }
}
