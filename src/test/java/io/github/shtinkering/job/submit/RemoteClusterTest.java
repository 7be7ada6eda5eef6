package io.github.shtinkering.job.submit;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.junit.jupiter.api.Test;

class RemoteClusterTest {
    /** Flink's remote environment resets what its configuration says of it. */
    @Test
    void whatIsRestoredReachesTheCluster() {
        SavepointRestoreSettings settings =
                SavepointRestoreSettings.forPath("/savepoints/1", true, RecoveryClaimMode.CLAIM);
        Configuration submitted = (Configuration) new RemoteCluster("127.0.0.1:8081")
                .environment(new Configuration(), settings)
                .getConfiguration();
        assertThat(submitted.get(StateRecoveryOptions.SAVEPOINT_PATH)).isEqualTo("/savepoints/1");
        assertThat(submitted.get(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE))
                .isTrue();
        assertThat(submitted.get(StateRecoveryOptions.RESTORE_MODE)).isEqualTo(RecoveryClaimMode.CLAIM);
    }
}
