package io.github.shtinkering.job;

import io.github.shtinkering.casebook.CasebookFunction;
import io.github.shtinkering.casebook.Delivery;
import io.github.shtinkering.casebook.ExceptionChange;
import io.github.shtinkering.casebook.JudgedCase;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fleet.Campaign;
import io.github.shtinkering.fleet.CensusFunction;
import io.github.shtinkering.fleet.FleetFunction;
import io.github.shtinkering.fleet.FleetNote;
import io.github.shtinkering.fleet.FleetNotes;
import io.github.shtinkering.fleet.FleetReport;
import io.github.shtinkering.fleet.FleetThresholds;
import io.github.shtinkering.fleet.FormSightings;
import io.github.shtinkering.fleet.Standing;
import io.github.shtinkering.host.HostStatus;
import io.github.shtinkering.host.HostStoryFunction;
import io.github.shtinkering.host.SentStamps;
import io.github.shtinkering.host.TelemetryClock;
import io.github.shtinkering.host.Told;
import io.github.shtinkering.pattern.Chain;
import io.github.shtinkering.pattern.ChainFunction;
import io.github.shtinkering.pattern.ChainPatterns;
import io.github.shtinkering.publish.CampaignDocument;
import io.github.shtinkering.publish.CaseNews;
import io.github.shtinkering.publish.Publication;
import io.github.shtinkering.publish.PublisherFunction;
import io.github.shtinkering.sink.OutputDocument;
import io.github.shtinkering.source.ArrivalWatermarks;
import io.github.shtinkering.source.ControlRecord;
import io.github.shtinkering.source.Ingested;
import io.github.shtinkering.source.WallClock;
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

/** The graph of the job: telemetry, host story, pattern, casebook, fleet, publisher, sinks. */
public final class ShtinkeringJob {
    private static final OutputTag<Told> LATE = new OutputTag<>("late-stages", TypeInformation.of(Told.class));

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
            Source<Ingested, ?, ?> source,
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
            Source<Ingested, ?, ?> source,
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
    static void defineWithoutFleet(
            StreamExecutionEnvironment environment,
            Source<Ingested, ?, ?> source,
            DetectionSettings settings,
            Consumer<DataStream<OutputDocument>> sinks) {
        define(environment, source, null, settings, false, sinks);
    }

    private static void define(
            StreamExecutionEnvironment environment,
            Source<Ingested, ?, ?> source,
            @Nullable Source<ControlRecord, ?, ?> control,
            DetectionSettings settings,
            boolean fleet,
            Consumer<DataStream<OutputDocument>> sinks) {
        SingleOutputStreamOperator<Fact> facts = environment
                .fromSource(source, new ArrivalWatermarks<>(WallClock.system()), Operators.TELEMETRY)
                .uid(Operators.TELEMETRY)
                .process(new IngestedParting())
                .returns(Fact.class)
                .uid(Operators.PARTING)
                .name(Operators.PARTING);

        SingleOutputStreamOperator<Told> stories = facts.keyBy(Fact::host)
                .process(new HostStoryFunction(
                        ChainPatterns.VERSION, settings.hostLimits(), clock(source), settings.domains()))
                .returns(Told.class)
                .uid(Operators.HOST_STORY)
                .name(Operators.HOST_STORY);

        DataStream<Told> sent = stories.transform(
                        Operators.SENT_STAMPS, TypeInformation.of(Told.class), new SentStamps())
                .uid(Operators.SENT_STAMPS)
                .name(Operators.SENT_STAMPS);

        DataStream<Chain> chains = chains(sent, settings);

        SingleOutputStreamOperator<ExceptionChange> changes =
                control == null ? null : changes(environment, control, settings);

        DataStream<JudgedCase> cases = deliveries(sent, chains)
                .keyBy(Delivery::host)
                .connect((changes == null ? stories.getSideOutput(NO_CHANGES) : changes)
                        .broadcast(CasebookFunction.EXCEPTIONS))
                .process(new CasebookFunction(
                        settings.weights(), settings.tier0Hosts(), settings.exceptions(), control != null))
                .returns(JudgedCase.class)
                .uid(Operators.CASEBOOK)
                .name(Operators.CASEBOOK);

        SingleOutputStreamOperator<Standing> standings = fleet ? census(stories, fleet(facts, cases, settings)) : null;

        DataStream<OutputDocument> alerts = caseNews(cases, standings)
                .keyBy(CaseNews::host)
                .connect(stories.getSideOutput(HostStoryFunction.STATUS).keyBy(HostStatus::host))
                .process(new PublisherFunction(settings.clock(), settings.links()))
                .returns(Publication.class)
                .uid(Operators.PUBLISHER)
                .name(Operators.PUBLISHER)
                .map(ShtinkeringJob::document)
                .returns(OutputDocument.class)
                .uid(Operators.ALERT_DOCUMENTS)
                .name(Operators.ALERT_DOCUMENTS);

        DataStream<OutputDocument> found =
                standings == null ? alerts : alerts.union(campaigns(standings.getSideOutput(CensusFunction.CAMPAIGNS)));
        DataStream<OutputDocument> documents = found.union(facts.getSideOutput(IngestedParting.DOCUMENTS));
        DataStream<OutputDocument> audited =
                changes == null ? documents : documents.union(changes.getSideOutput(ExceptionControl.AUDIT));
        sinks.accept(withRefusals(environment, audited, settings));
    }

    /** A source with an end is stored telemetry: its arrival says nothing of when it happened. */
    private static TelemetryClock clock(Source<Ingested, ?, ?> source) {
        return source.getBoundedness() == Boundedness.BOUNDED ? TelemetryClock.STORED : TelemetryClock.LIVE;
    }

    /** One reader, so that every casebook hears the changes in one order. */
    private static SingleOutputStreamOperator<ExceptionChange> changes(
            StreamExecutionEnvironment environment, Source<ControlRecord, ?, ?> control, DetectionSettings settings) {
        return environment
                .fromSource(control, new ArrivalWatermarks<>(WallClock.system()), Operators.CONTROL)
                .setParallelism(1)
                .uid(Operators.CONTROL)
                .process(new ExceptionControl(settings.clock()))
                .returns(ExceptionChange.class)
                .forceNonParallel()
                .uid(Operators.CHANGES)
                .name(Operators.CHANGES);
    }

    /** What the fleet makes of each case that has something in common with others'. */
    private static SingleOutputStreamOperator<Standing> fleet(
            DataStream<Fact> facts, DataStream<JudgedCase> cases, DetectionSettings settings) {
        DataStream<FleetNote> notes = cases.flatMap(ShtinkeringJob::fleetNotes)
                .returns(FleetNote.class)
                .uid(Operators.FLEET_NOTES)
                .name(Operators.FLEET_NOTES);
        DataStream<FleetNote> sightings = facts.flatMap(new FormSightings())
                .returns(FleetNote.class)
                .uid(Operators.FORM_SIGHTINGS)
                .name(Operators.FORM_SIGHTINGS);
        return notes.union(sightings)
                .keyBy(FleetNote::key)
                .process(new FleetFunction(FleetThresholds.of(settings.weights()), settings.clock()))
                .returns(Standing.class)
                .uid(Operators.FLEET)
                .name(Operators.FLEET);
    }

    /** The fleet's answers and documents, each with the number of hosts that there are. */
    private static SingleOutputStreamOperator<Standing> census(
            SingleOutputStreamOperator<Told> stories, SingleOutputStreamOperator<Standing> standings) {
        DataStream<FleetReport> reports = standings
                .map(FleetReport::of)
                .returns(FleetReport.class)
                .uid(Operators.FLEET_STANDINGS)
                .name(Operators.FLEET_STANDINGS)
                .union(standings
                        .getSideOutput(FleetFunction.CAMPAIGNS)
                        .map(FleetReport::of)
                        .returns(FleetReport.class)
                        .uid(Operators.FLEET_CAMPAIGNS)
                        .name(Operators.FLEET_CAMPAIGNS));
        return stories.getSideOutput(HostStoryFunction.SEEN)
                .keyBy(seen -> CensusFunction.KEY)
                .connect(reports.keyBy(report -> CensusFunction.KEY))
                .process(new CensusFunction())
                .returns(Standing.class)
                .uid(Operators.CENSUS)
                .name(Operators.CENSUS);
    }

    private static void fleetNotes(JudgedCase judged, Collector<FleetNote> out) {
        FleetNotes.of(judged).forEach(out::collect);
    }

    /** @param standings null where nobody answers */
    private static DataStream<CaseNews> caseNews(
            DataStream<JudgedCase> cases, @Nullable DataStream<Standing> standings) {
        boolean answered = standings != null;
        DataStream<CaseNews> changed = cases.map(judged -> CaseNews.of(answered ? judged : judged.apart()))
                .returns(CaseNews.class)
                .uid(Operators.CASE_NEWS)
                .name(Operators.CASE_NEWS);
        return standings == null
                ? changed
                : changed.union(standings
                        .map(CaseNews::of)
                        .returns(CaseNews.class)
                        .uid(Operators.FLEET_ANSWERS)
                        .name(Operators.FLEET_ANSWERS));
    }

    private static DataStream<OutputDocument> campaigns(DataStream<Campaign> campaigns) {
        return campaigns
                .map(c ->
                        OutputDocument.of(OutputDocument.Kind.CAMPAIGN, c.id(), c.version(), CampaignDocument.json(c)))
                .returns(OutputDocument.class)
                .uid(Operators.CAMPAIGN_DOCUMENTS)
                .name(Operators.CAMPAIGN_DOCUMENTS);
    }

    /** Exceptions that are not in force, each with the reason, where their authors can read it. */
    private static DataStream<OutputDocument> withRefusals(
            StreamExecutionEnvironment environment, DataStream<OutputDocument> documents, DetectionSettings settings) {
        List<OutputDocument> refusals = ExceptionAudit.refusals(settings.exceptions());
        return refusals.isEmpty()
                ? documents
                : documents.union(environment
                        .fromData(refusals, TypeInformation.of(OutputDocument.class))
                        .uid(Operators.REFUSALS)
                        .name(Operators.REFUSALS));
    }

    /** The patterns decide what belongs together; the short ones beside the long one. */
    private static DataStream<Chain> chains(DataStream<Told> stories, DetectionSettings settings) {
        DataStream<Told> stages =
                stories.filter(Told::isStage).uid(Operators.STAGES).name(Operators.STAGES);
        DataStream<Chain> all = null;
        for (Map.Entry<String, Pattern<Told, ?>> pattern : ChainPatterns.all().entrySet()) {
            String name = Operators.chains(ChainPatterns.VERSION, pattern.getKey());
            SingleOutputStreamOperator<Chain> chains = CEP.pattern(stages.keyBy(Told::storyKey), pattern.getValue())
                    .inEventTime()
                    .sideOutputLateData(LATE)
                    .process(new ChainFunction())
                    .returns(Chain.class)
                    .uid(name)
                    .name(name);
            chains.getSideOutput(LATE)
                    .process(new LateStages(settings.failOnLateStages()))
                    .returns(Void.class)
                    .uid(Operators.LATE_STAGES + "-" + pattern.getKey())
                    .name(Operators.LATE_STAGES);
            all = all == null ? chains : all.union(chains);
        }
        return Objects.requireNonNull(all);
    }

    private static DataStream<Delivery> deliveries(DataStream<Told> stories, DataStream<Chain> chains) {
        return stories.connect(chains)
                .map(new CoMapFunction<Told, Chain, Delivery>() {
                    @Override
                    public Delivery map1(Told told) {
                        return Delivery.of(told);
                    }

                    @Override
                    public Delivery map2(Chain chain) {
                        return Delivery.of(chain);
                    }
                })
                .uid(Operators.DELIVERIES)
                .name(Operators.DELIVERIES);
    }

    /** What the publisher made, on its way to the sinks. */
    static OutputDocument document(Publication publication) {
        OutputDocument.Kind kind =
                switch (publication.kind()) {
                    case REVISION -> OutputDocument.Kind.ALERT;
                    case UPDATE -> OutputDocument.Kind.CASE_UPDATE;
                    case HOST -> OutputDocument.Kind.HOST;
                    case AUDIT -> OutputDocument.Kind.AUDIT;
                };
        return OutputDocument.of(kind, publication.key(), publication.version(), publication.json());
    }
}
