package io.github.shtinkering.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.blob.TransientBlobService;
import org.apache.flink.runtime.dispatcher.DispatcherGateway;
import org.apache.flink.runtime.dispatcher.SessionDispatcherFactory;
import org.apache.flink.runtime.dispatcher.runner.DefaultDispatcherRunnerFactory;
import org.apache.flink.runtime.entrypoint.component.DefaultDispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.entrypoint.component.DispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.resourcemanager.ResourceManagerGateway;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;
import org.apache.flink.runtime.rest.RestEndpointFactory;
import org.apache.flink.runtime.rest.handler.RestHandlerConfiguration;
import org.apache.flink.runtime.rest.handler.RestHandlerSpecification;
import org.apache.flink.runtime.rest.handler.legacy.metrics.MetricFetcher;
import org.apache.flink.runtime.rpc.FatalErrorHandler;
import org.apache.flink.runtime.webmonitor.WebMonitorEndpoint;
import org.apache.flink.runtime.webmonitor.retriever.LeaderGatewayRetriever;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandler;
import org.apache.flink.util.ConfigurationException;

/**
 * Flink's cluster inside a process, whose REST interface has no handler: its client is in the same process and needs
 * none, and nobody else is to submit or cancel anything, or to read what the job reads.
 */
@SuppressWarnings("try") // Flink's close() declares Exception, and so may be interrupted
final class UnattendedCluster extends MiniCluster {
    UnattendedCluster(MiniClusterConfiguration configuration) {
        super(configuration);
    }

    @Override
    protected DispatcherResourceManagerComponentFactory createDispatcherResourceManagerComponentFactory() {
        return new DefaultDispatcherResourceManagerComponentFactory(
                DefaultDispatcherRunnerFactory.createSessionRunner(SessionDispatcherFactory.INSTANCE),
                StandaloneResourceManagerFactory.getInstance(),
                (RestEndpointFactory<DispatcherGateway>) UnattendedCluster::endpoint);
    }

    private static WebMonitorEndpoint<DispatcherGateway> endpoint(
            Configuration configuration,
            LeaderGatewayRetriever<DispatcherGateway> dispatcher,
            LeaderGatewayRetriever<ResourceManagerGateway> resourceManager,
            TransientBlobService blobs,
            ScheduledExecutorService executor,
            MetricFetcher metrics,
            LeaderElection election,
            FatalErrorHandler errors)
            throws IOException, ConfigurationException {
        RestHandlerConfiguration rest = RestHandlerConfiguration.fromConfiguration(configuration);
        return new WebMonitorEndpoint<>(
                dispatcher,
                configuration,
                rest,
                resourceManager,
                blobs,
                executor,
                metrics,
                election,
                RestEndpointFactory.createExecutionGraphCache(rest),
                errors) {
            @Override
            protected List<Tuple2<RestHandlerSpecification, ChannelInboundHandler>> initializeHandlers(
                    CompletableFuture<String> localAddress) {
                return new ArrayList<>();
            }
        };
    }
}
