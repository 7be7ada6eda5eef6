package io.github.shtinkering.job.submit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.messages.webmonitor.JobDetails;
import org.apache.flink.runtime.rest.messages.EmptyMessageParameters;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobsOverviewHeaders;
import org.apache.flink.streaming.api.environment.RemoteStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A running Flink cluster, reached over its REST interface. */
final class RemoteCluster {
    private static final Pattern TARGET = Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+]):([0-9]{1,5})");
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final String host;
    private final int port;

    /**
     * @param target {@code HOST:PORT} of the REST interface
     * @throws IllegalArgumentException when it is not that
     */
    RemoteCluster(String target) {
        Matcher address = TARGET.matcher(target);
        if (!address.matches()) {
            throw new IllegalArgumentException("--target is HOST:PORT, not '" + target + "'");
        }
        host = address.group(1);
        port = Integer.parseInt(address.group(2));
    }

    /**
     * An environment that submits to this cluster.
     *
     * @param restored the state to start with. Flink's remote environment takes it from here only, and resets what the
     *     configuration says of it
     */
    StreamExecutionEnvironment environment(Configuration configuration, SavepointRestoreSettings restored) {
        return new RemoteStreamEnvironment(host, port, impatient(configuration), PackagedJob.jars(), null, restored);
    }

    /**
     * The job of a name that has not ended.
     *
     * @throws Exception when the cluster does not answer
     */
    Optional<JobID> unendedJob(String name) throws Exception {
        try (RestClusterClient<String> client = client()) {
            return jobs(client).stream()
                    .filter(job ->
                            job.getJobName().equals(name) && !job.getStatus().isGloballyTerminalState())
                    .map(JobDetails::getJobId)
                    .findFirst();
        }
    }

    /**
     * Waits until every task of a job has started.
     *
     * @return false when the time is over and some have not
     * @throws Exception when the job failed, with what it failed of, or when the cluster does not answer
     */
    boolean awaitTasks(JobID id, Duration patience) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        try (RestClusterClient<String> client = client()) {
            while (System.nanoTime() < end) {
                Optional<JobDetails> job = jobs(client).stream()
                        .filter(each -> each.getJobId().equals(id))
                        .findFirst();
                if (job.isPresent() && job.get().getStatus() == JobStatus.FAILED) {
                    throw failure(client, id);
                }
                if (job.isPresent() && hasStarted(job.get())) {
                    return true;
                }
                TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
            }
        }
        return false;
    }

    private static boolean hasStarted(JobDetails job) {
        Map<String, Integer> tasks = job.getTaskInfo();
        int started = tasks.getOrDefault("running", 0) + tasks.getOrDefault("finished", 0);
        return job.getStatus().isGloballyTerminalState() || job.getNumTasks() > 0 && started == job.getNumTasks();
    }

    private static Exception failure(RestClusterClient<String> client, JobID id) throws Exception {
        JobResult result = answer(client.requestJobResult(id));
        return result.getSerializedThrowable()
                .<Exception>map(thrown -> new ExecutionException(thrown))
                .orElseGet(() -> new IllegalStateException("the job failed without a reason"));
    }

    private RestClusterClient<String> client() throws Exception {
        Configuration configuration = impatient(new Configuration());
        configuration.set(RestOptions.ADDRESS, host);
        configuration.set(RestOptions.PORT, port);
        return new RestClusterClient<>(configuration, host);
    }

    /** A cluster that is not there shall be reported in seconds, not in a minute. */
    private static Configuration impatient(Configuration configuration) {
        Configuration impatient = new Configuration(configuration);
        impatient.set(RestOptions.RETRY_MAX_ATTEMPTS, 3);
        impatient.set(RestOptions.RETRY_DELAY, Duration.ofMillis(500));
        return impatient;
    }

    private static List<JobDetails> jobs(RestClusterClient<String> client) throws Exception {
        return List.copyOf(answer(client.sendRequest(
                        JobsOverviewHeaders.getInstance(),
                        EmptyMessageParameters.getInstance(),
                        EmptyRequestBody.getInstance()))
                .getJobs());
    }

    private static <T> T answer(CompletableFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    }
}
