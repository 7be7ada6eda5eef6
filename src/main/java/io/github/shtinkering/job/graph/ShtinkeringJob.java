package io.github.shtinkering.job.graph;

import io.github.shtinkering.codec.FactTypeInfo;
import io.github.shtinkering.detect.casebook.CasebookFunction;
import io.github.shtinkering.detect.casebook.CasebookInput;
import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionChange;
import io.github.shtinkering.detect.fleet.CensusFunction;
import io.github.shtinkering.detect.fleet.FleetAnswer;
import io.github.shtinkering.detect.fleet.FleetFunction;
import io.github.shtinkering.detect.fleet.FleetNoteExtractor;
import io.github.shtinkering.detect.fleet.FleetOutput;
import io.github.shtinkering.detect.fleet.FleetThresholds;
import io.github.shtinkering.detect.fleet.LaunchFormSightings;
import io.github.shtinkering.detect.fleet.group.Campaign;
import io.github.shtinkering.detect.fleet.group.FleetNote;
import io.github.shtinkering.detect.host.ArrivalPlausibility;
import io.github.shtinkering.detect.host.HostStatus;
import io.github.shtinkering.detect.host.HostTrackerFunction;
import io.github.shtinkering.detect.host.SendTimestamps;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.pattern.Chain;
import io.github.shtinkering.detect.pattern.ChainFunction;
import io.github.shtinkering.detect.pattern.ChainPatterns;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.ingest.source.ArrivalWatermarks;
import io.github.shtinkering.ingest.source.IngestOutput;
import io.github.shtinkering.ingest.source.WallClock;
import io.github.shtinkering.ingest.source.kafka.ControlRecord;
import io.github.shtinkering.publish.CaseUpdate;
import io.github.shtinkering.publish.PublisherFunction;
import io.github.shtinkering.publish.document.CampaignDocument;
import io.github.shtinkering.publish.document.PublishedDocument;
import io.github.shtinkering.sink.OutputDocument;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.CoMapFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** The graph of the job: telemetry, host timeline, pattern, casebook, fleet, publisher, sinks. */
public final class ShtinkeringJob {
    private static final OutputTag<TimelineEntry> LATE =
            new OutputTag<>("late-stages", TypeInformation.of(TimelineEntry.class));

    /** Nothing is ever sent here: what the casebook hears where there is no control topic. */
    private static final OutputTag<ExceptionChange> NO_CHANGES =
            new OutputTag<>("no-exception-changes", TypeInformation.of(ExceptionChange.class));

    private ShtinkeringJob() {}

    /**
     * Builds the graph.
     *
     * @param source where records come from, already decoded to facts
     * @param settings what the detection needs to know
     * @param sinks what becomes of the documents: attaches one sink or several
     */
    public static void define(
            StreamExecutionEnvironment environment,
            Source<IngestOutput, ?, ?> source,
            DetectionSettings settings,
            Consumer<DataStream<OutputDocument>> sinks) {
        define(environment, source, null, settings, sinks);
    }

    /**
     * Builds the graph with a control topic.
     *
     * @param source where records come from, already decoded to facts
     * @param control where changes of the exceptions come from; null for none
     * @param settings what the detection needs to know
     * @param sinks what becomes of the documents: attaches one sink or several
     */
    public static void define(
            StreamExecutionEnvironment environment,
            Source<IngestOutput, ?, ?> source,
            @Nullable Source<ControlRecord, ?, ?> control,
            DetectionSettings settings,
            Consumer<DataStream<OutputDocument>> sinks) {
        define(environment, source, control, settings, true, sinks);
    }

    /**
     * Builds the graph without what compares hosts with each other: what that costs is measured beside this.
     *
     * @param source where records come from, already decoded to facts
     * @param settings what the detection needs to know
     * @param sinks what becomes of the documents: attaches one sink or several
     */
    public static void defineWithoutFleet(
            StreamExecutionEnvironment environment,
            Source<IngestOutput, ?, ?> source,
            DetectionSettings settings,
            Consumer<DataStream<OutputDocument>> sinks) {
        define(environment, source, null, settings, false, sinks);
    }

    private static void define(
            StreamExecutionEnvironment environment,
            Source<IngestOutput, ?, ?> source,
            @Nullable Source<ControlRecord, ?, ?> control,
            DetectionSettings settings,
            boolean fleet,
            Consumer<DataStream<OutputDocument>> sinks) {
        SingleOutputStreamOperator<Fact> facts = environment
                .fromSource(source, new ArrivalWatermarks<>(WallClock.system()), OperatorIds.TELEMETRY)
                .uid(OperatorIds.TELEMETRY)
                .process(new IngestRouter())
                .returns(FactTypeInfo.INSTANCE)
                .uid(OperatorIds.INGEST_ROUTER)
                .name(OperatorIds.INGEST_ROUTER);

        SingleOutputStreamOperator<TimelineEntry> timelines = facts.keyBy(Fact::host)
                .process(new HostTrackerFunction(
                        ChainPatterns.VERSION, settings.hostLimits(), clock(source), settings.domains()))
                .returns(TimelineEntry.class)
                .uid(OperatorIds.HOST_TIMELINE)
                .name(OperatorIds.HOST_TIMELINE);

        DataStream<TimelineEntry> sent = timelines
                .transform(OperatorIds.SEND_TIMESTAMPS, TypeInformation.of(TimelineEntry.class), new SendTimestamps())
                .uid(OperatorIds.SEND_TIMESTAMPS)
                .name(OperatorIds.SEND_TIMESTAMPS);

        DataStream<Chain> chains = chains(sent, settings);

        SingleOutputStreamOperator<ExceptionChange> changes =
                control == null ? null : changes(environment, control, settings);

        DataStream<JudgedCase> cases = casebookInputs(sent, chains)
                .keyBy(CasebookInput::host)
                .connect((changes == null ? timelines.getSideOutput(NO_CHANGES) : changes)
                        .broadcast(CasebookFunction.EXCEPTIONS))
                .process(new CasebookFunction(
                        settings.weights(), settings.tier0Hosts(), settings.exceptions(), control != null))
                .returns(JudgedCase.class)
                .uid(OperatorIds.CASEBOOK)
                .name(OperatorIds.CASEBOOK);

        SingleOutputStreamOperator<FleetAnswer> answers =
                fleet ? census(timelines, fleet(facts, cases, settings)) : null;

        DataStream<OutputDocument> alerts = caseUpdates(cases, answers)
                .keyBy(CaseUpdate::host)
                .connect(timelines.getSideOutput(HostTrackerFunction.STATUS).keyBy(HostStatus::host))
                .process(new PublisherFunction(settings.clock(), settings.links(), settings.findings()))
                .returns(PublishedDocument.class)
                .uid(OperatorIds.PUBLISHER)
                .name(OperatorIds.PUBLISHER)
                .map(ShtinkeringJob::document)
                .returns(OutputDocument.class)
                .uid(OperatorIds.ALERT_DOCUMENTS)
                .name(OperatorIds.ALERT_DOCUMENTS);

        DataStream<OutputDocument> found =
                answers == null ? alerts : alerts.union(campaigns(answers.getSideOutput(CensusFunction.CAMPAIGNS)));
        DataStream<OutputDocument> documents = found.union(facts.getSideOutput(IngestRouter.DOCUMENTS));
        DataStream<OutputDocument> audited =
                changes == null ? documents : documents.union(changes.getSideOutput(ExceptionControl.AUDIT));
        sinks.accept(withRefusals(environment, audited, settings));
    }

    /** A source with an end is stored telemetry: its arrival says nothing of when it happened. */
    private static ArrivalPlausibility clock(Source<IngestOutput, ?, ?> source) {
        return source.getBoundedness() == Boundedness.BOUNDED ? ArrivalPlausibility.STORED : ArrivalPlausibility.LIVE;
    }

    /** One reader, so that every casebook hears the changes in one order. */
    private static SingleOutputStreamOperator<ExceptionChange> changes(
            StreamExecutionEnvironment environment, Source<ControlRecord, ?, ?> control, DetectionSettings settings) {
        return environment
                .fromSource(control, new ArrivalWatermarks<>(WallClock.system()), OperatorIds.CONTROL)
                .setParallelism(1)
                .uid(OperatorIds.CONTROL)
                .process(new ExceptionControl(settings.clock()))
                .returns(ExceptionChange.class)
                .forceNonParallel()
                .uid(OperatorIds.CHANGES)
                .name(OperatorIds.CHANGES);
    }

    /** What the fleet makes of each case that has something in common with others'. */
    private static SingleOutputStreamOperator<FleetAnswer> fleet(
            DataStream<Fact> facts, DataStream<JudgedCase> cases, DetectionSettings settings) {
        DataStream<FleetNote> notes = cases.flatMap(ShtinkeringJob::fleetNotes)
                .returns(FleetNote.class)
                .uid(OperatorIds.FLEET_NOTES)
                .name(OperatorIds.FLEET_NOTES);
        DataStream<FleetNote> sightings = facts.flatMap(new LaunchFormSightings())
                .returns(FleetNote.class)
                .uid(OperatorIds.LAUNCH_FORM_SIGHTINGS)
                .name(OperatorIds.LAUNCH_FORM_SIGHTINGS);
        return notes.union(sightings)
                .keyBy(FleetNote::key)
                .process(new FleetFunction(FleetThresholds.of(settings.weights()), settings.clock()))
                .returns(FleetAnswer.class)
                .uid(OperatorIds.FLEET)
                .name(OperatorIds.FLEET);
    }

    /** The fleet's answers and documents, each with the number of hosts that there are. */
    private static SingleOutputStreamOperator<FleetAnswer> census(
            SingleOutputStreamOperator<TimelineEntry> timelines, SingleOutputStreamOperator<FleetAnswer> answers) {
        DataStream<FleetOutput> reports = answers.map(FleetOutput::of)
                .returns(FleetOutput.class)
                .uid(OperatorIds.FLEET_CASE_ANSWERS)
                .name(OperatorIds.FLEET_CASE_ANSWERS)
                .union(answers.getSideOutput(FleetFunction.CAMPAIGNS)
                        .map(FleetOutput::of)
                        .returns(FleetOutput.class)
                        .uid(OperatorIds.FLEET_CAMPAIGNS)
                        .name(OperatorIds.FLEET_CAMPAIGNS));
        return timelines
                .getSideOutput(HostTrackerFunction.SEEN)
                .keyBy(seen -> CensusFunction.KEY)
                .connect(reports.keyBy(report -> CensusFunction.KEY))
                .process(new CensusFunction())
                .returns(FleetAnswer.class)
                .uid(OperatorIds.CENSUS)
                .name(OperatorIds.CENSUS);
    }

    private static void fleetNotes(JudgedCase judged, Collector<FleetNote> out) {
        FleetNoteExtractor.of(judged).forEach(out::collect);
    }

    /** @param answers null where nobody answers */
    private static DataStream<CaseUpdate> caseUpdates(
            DataStream<JudgedCase> cases, @Nullable DataStream<FleetAnswer> answers) {
        boolean answered = answers != null;
        DataStream<CaseUpdate> changed = cases.map(judged -> CaseUpdate.of(answered ? judged : judged.apart()))
                .returns(CaseUpdate.class)
                .uid(OperatorIds.CASE_UPDATES)
                .name(OperatorIds.CASE_UPDATES);
        return answers == null
                ? changed
                : changed.union(answers.map(CaseUpdate::of)
                        .returns(CaseUpdate.class)
                        .uid(OperatorIds.FLEET_ANSWERS)
                        .name(OperatorIds.FLEET_ANSWERS));
    }

    private static DataStream<OutputDocument> campaigns(DataStream<Campaign> campaigns) {
        return campaigns
                .map(campaign -> document(campaign))
                .returns(OutputDocument.class)
                .uid(OperatorIds.CAMPAIGN_DOCUMENTS)
                .name(OperatorIds.CAMPAIGN_DOCUMENTS);
    }

    /** Exceptions that are not in force, each with the reason, where their authors can read it. */
    private static DataStream<OutputDocument> withRefusals(
            StreamExecutionEnvironment environment, DataStream<OutputDocument> documents, DetectionSettings settings) {
        List<OutputDocument> refusals = ExceptionAudit.refusals(settings.exceptions());
        return refusals.isEmpty()
                ? documents
                : documents.union(environment
                        .fromData(refusals, TypeInformation.of(OutputDocument.class))
                        .uid(OperatorIds.REFUSALS)
                        .name(OperatorIds.REFUSALS));
    }

    /** The patterns decide what belongs together; the short ones beside the long one. */
    private static DataStream<Chain> chains(DataStream<TimelineEntry> timelines, DetectionSettings settings) {
        DataStream<TimelineEntry> stages =
                timelines.filter(TimelineEntry::isStage).uid(OperatorIds.STAGES).name(OperatorIds.STAGES);
        DataStream<Chain> all = null;
        for (Map.Entry<String, Pattern<TimelineEntry, ?>> pattern :
                ChainPatterns.all().entrySet()) {
            String name = OperatorIds.chains(ChainPatterns.VERSION, pattern.getKey());
            SingleOutputStreamOperator<Chain> chains = CEP.pattern(
                            stages.keyBy(TimelineEntry::machineKey), pattern.getValue())
                    .inEventTime()
                    .sideOutputLateData(LATE)
                    .process(new ChainFunction())
                    .returns(Chain.class)
                    .uid(name)
                    .name(name);
            chains.getSideOutput(LATE)
                    .process(new LateStages(settings.failOnLateStages()))
                    .returns(Void.class)
                    .uid(OperatorIds.LATE_STAGES + "-" + pattern.getKey())
                    .name(OperatorIds.LATE_STAGES);
            all = all == null ? chains : all.union(chains);
        }
        return Objects.requireNonNull(all);
    }

    private static DataStream<CasebookInput> casebookInputs(
            DataStream<TimelineEntry> timelines, DataStream<Chain> chains) {
        return timelines
                .connect(chains)
                .map(new CoMapFunction<TimelineEntry, Chain, CasebookInput>() {
                    @Override
                    public CasebookInput map1(TimelineEntry entry) {
                        return CasebookInput.of(entry);
                    }

                    @Override
                    public CasebookInput map2(Chain chain) {
                        return CasebookInput.of(chain);
                    }
                })
                .uid(OperatorIds.CASEBOOK_INPUT)
                .name(OperatorIds.CASEBOOK_INPUT);
    }

    /** A group of cases, on its way to the sinks. */
    static OutputDocument document(Campaign campaign) {
        return OutputDocument.of(
                OutputDocument.Kind.CAMPAIGN,
                campaign.id(),
                campaign.version(),
                CampaignDocument.json(campaign),
                CampaignDocument.digest(campaign));
    }

    /** What the publisher made, on its way to the sinks. */
    static OutputDocument document(PublishedDocument publication) {
        OutputDocument.Kind kind =
                switch (publication.kind()) {
                    case REVISION -> OutputDocument.Kind.ALERT;
                    case UPDATE -> OutputDocument.Kind.CASE_UPDATE;
                    case HOST -> OutputDocument.Kind.HOST;
                    case AUDIT -> OutputDocument.Kind.AUDIT;
                };
        return new OutputDocument(
                kind,
                publication.key(),
                publication.version(),
                publication.json(),
                publication.digest(),
                publication.finding(),
                null);
    }
}
