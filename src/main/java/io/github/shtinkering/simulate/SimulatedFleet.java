package io.github.shtinkering.simulate;

import io.github.shtinkering.simulate.GroundTruth.PlantedStory;
import io.github.shtinkering.simulate.HiddenStory.Arrival;
import io.github.shtinkering.simulate.record.RecordShape;
import io.github.shtinkering.simulate.shape.HostSensors;
import io.github.shtinkering.simulate.shape.RecordShapes;
import io.github.shtinkering.simulate.story.ExpectedOutcome;
import io.github.shtinkering.simulate.story.SimulatedEvent;
import io.github.shtinkering.simulate.story.SimulatedStory;
import io.github.shtinkering.simulate.story.StoryBuilder;
import io.github.shtinkering.simulate.story.StoryEvent;
import io.github.shtinkering.simulate.story.StoryProcess;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A fleet of Windows hosts that goes about its day, with attacks and look-alikes hidden in it. The same settings give
 * the same records, byte for byte: demo, tests and benchmarks share it.
 */
public final class SimulatedFleet {
    /** The fewest hosts in which all stories find a place. */
    public static final int FEWEST_HOSTS = 200;

    private static final int STORY_SLOTS = 30;
    private static final int SUB_KEY_HOSTS = 30;
    private static final int DEPLOYMENT_HOSTS = 24;
    private static final int STORM_SHARE_PERCENT = 60;

    private final Settings settings;
    private final List<SimulatedHost> hosts;
    private final List<HiddenStory> planted;

    /**
     * What a fleet is made from.
     *
     * @param seed of every choice
     * @param startMillis when the day begins, milliseconds since the epoch; nothing here reads a clock
     * @param span how long it lasts
     * @param hosts at least {@link #FEWEST_HOSTS}
     * @param backgroundRecords how many records of ordinary life come in over the span
     */
    public record Settings(long seed, long startMillis, Duration span, int hosts, long backgroundRecords) {
        public Settings {
            if (hosts < FEWEST_HOSTS) {
                throw new IllegalArgumentException("a simulated fleet needs " + FEWEST_HOSTS + " hosts, not " + hosts);
            }
        }
    }

    private record SimulatedHost(String name, long lsassPid, HostSensors sensors, boolean hasOwnStory) {}

    /** Settles who is who; records are made as they are read. */
    public SimulatedFleet(Settings settings) {
        this.settings = settings;
        Random random = new Random(settings.seed());
        List<String> names = names(settings.hosts(), random);
        Iterator<Long> starts = starts(settings);
        planted = new ArrayList<>(new PlantedStories(names.iterator(), starts).all());
        hosts = hosts(names, random);
        planted.addAll(lookAlikes(random));
    }

    /** What is really true of it. */
    public GroundTruth truth() {
        List<PlantedStory> stories = new ArrayList<>();
        for (HiddenStory plant : planted) {
            SimulatedStory story = plant.story();
            story.expected().forEach(expected -> stories.add(new PlantedStory(story.id(), story.title(), expected)));
        }
        return new GroundTruth(settings.hosts(), stories);
    }

    /** Every record in order of arrival, one line each without its end; a new reading at each call. */
    public Iterator<byte[]> records() {
        return new Records();
    }

    /** Writes {@code telemetry.ndjson}, the records in order of arrival, and {@code truth.json}. */
    public void writeTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(directory.resolve("telemetry.ndjson")))) {
            for (Iterator<byte[]> records = records(); records.hasNext(); ) {
                out.write(records.next());
                out.write('\n');
            }
        }
        truth().write(directory.resolve("truth.json"));
    }

    private static List<String> names(int count, Random random) {
        List<String> names = new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> String.format("%s-%04d", i % 25 == 0 ? "SRV" : i % 3 == 0 ? "LT" : "WS", i))
                .toList());
        Collections.shuffle(names, random);
        return names;
    }

    /** Stories begin one after the other, spread over the first nine tenths of the day. */
    private static Iterator<Long> starts(Settings settings) {
        long step = settings.span().toMillis() / STORY_SLOTS;
        return IntStream.range(1, STORY_SLOTS)
                .mapToObj(i -> settings.startMillis() + i * step)
                .iterator();
    }

    private List<SimulatedHost> hosts(List<String> names, Random random) {
        List<String> taken = planted.stream()
                .map(plant -> plant.story().events().get(0).host())
                .toList();
        List<RecordShape> shapes = RecordShapes.all().stream()
                .filter(shape -> !shape.name().equals(RecordShapes.sophosXdr().name()))
                .toList();
        List<SimulatedHost> all = new ArrayList<>();
        for (String name : names) {
            HostSensors sensors = HostSensors.withCompanions(shapes.get(random.nextInt(shapes.size())));
            all.add(new SimulatedHost(name, 4L * (146 + random.nextInt(58)), sensors, taken.contains(name)));
        }
        return all;
    }

    /**
     * One crashing 32-bit program on most machines, a vendor's agent that arms its own sub-key, and a management agent that
     * arms two dozen hosts within minutes.
     */
    private List<HiddenStory> lookAlikes(Random random) {
        List<HiddenStory> quiet = new ArrayList<>();
        StoryProcess installer = StoryProcess.ofSystem("C:\\Windows\\System32\\msiexec.exe", 3_300, "msiexec.exe /V");
        int subKeys = SUB_KEY_HOSTS;
        int deployed = 0;
        for (SimulatedHost host : hosts) {
            if (host.hasOwnStory()) {
                continue;
            }
            long start = settings.startMillis()
                    + (long) (random.nextDouble() * settings.span().toMillis() * 0.9);
            ExpectedOutcome nothing = ExpectedOutcome.nothing(host.name().toLowerCase(Locale.ROOT));
            StoryBuilder story = StoryBuilder.on(host.name(), start)
                    .at(Duration.ofHours(-6))
                    .lsassStarted(host.lsassPid())
                    .at(Duration.ZERO);
            if (random.nextInt(100) < STORM_SHARE_PERCENT) {
                SimulatedStory storm = story.vendorAlerted(12_000 + 4L * random.nextInt(1_000))
                        .expect("Q02", "The vendor's alert about a crashing program", nothing);
                quiet.add(new HiddenStory(storm, host.sensors(), HiddenStory.Delivery.PROMPT));
            } else if (deployed < DEPLOYMENT_HOSTS) {
                quiet.add(deployment(host, deployed++));
            } else if (subKeys-- > 0) {
                SimulatedStory subKey = story.dumpsSet(installer, "wazuh-agent.exe", "DumpType", 2)
                        .expect("Q03", "A vendor's agent arms its own sub-key", nothing);
                quiet.add(new HiddenStory(subKey, host.sensors(), HiddenStory.Delivery.PROMPT));
            }
        }
        return quiet;
    }

    private HiddenStory deployment(SimulatedHost host, int number) {
        StoryProcess agent =
                StoryProcess.ofSystem("C:\\Windows\\CCM\\CcmExec.exe", 3_320, "C:\\Windows\\CCM\\CcmExec.exe");
        long start = settings.startMillis() + settings.span().toMillis() / 2 + number * 7_000L;
        SimulatedStory story = StoryBuilder.on(host.name(), start)
                .at(Duration.ofHours(-6))
                .lsassStarted(host.lsassPid())
                .at(Duration.ZERO)
                .armed(agent)
                .expect(
                        "S17",
                        "A management agent arms two dozen hosts",
                        ExpectedOutcome.of(host.name().toLowerCase(Locale.ROOT), "precursor", "info", "arming"));
        return new HiddenStory(
                story, HostSensors.withCompanions(RecordShapes.winlogbeat()), HiddenStory.Delivery.PROMPT);
    }

    /** The background, with the planted stories' records woven in where they arrive. */
    private final class Records implements Iterator<byte[]> {
        private final Random random = new Random(settings.seed() + 1);
        private final BackgroundActivity background = new BackgroundActivity(random);
        private final Queue<Arrival> arrivals = new ArrayDeque<>(planted.stream()
                .flatMap(plant -> plant.arrivals(settings.startMillis()).stream())
                .sorted(Comparator.comparingLong(Arrival::millis))
                .toList());
        private long backgroundGiven;
        private Optional<byte[]> next = find();

        @Override
        public boolean hasNext() {
            return next.isPresent();
        }

        @Override
        public byte[] next() {
            byte[] record = next.orElseThrow(NoSuchElementException::new);
            next = find();
            return record;
        }

        private Optional<byte[]> find() {
            while (true) {
                Arrival arrival = arrivals.peek();
                boolean quiet = backgroundGiven == settings.backgroundRecords();
                if (arrival == null && quiet) {
                    return Optional.empty();
                }
                if (arrival == null || (!quiet && now() < arrival.millis())) {
                    return Optional.of(backgroundRecord());
                }
                arrivals.remove();
                Optional<String> line = arrival.sensors().render(arrival.event());
                if (line.isPresent()) {
                    return Optional.of(line.get().getBytes(StandardCharsets.UTF_8));
                }
            }
        }

        private long now() {
            double share = (double) backgroundGiven / settings.backgroundRecords();
            return settings.startMillis() + (long) (share * settings.span().toMillis());
        }

        private byte[] backgroundRecord() {
            int drawn = background.draw();
            while (true) {
                SimulatedHost host = hosts.get(random.nextInt(hosts.size()));
                SimulatedEvent simulated = background.next(drawn, host.hasOwnStory() ? 0 : host.lsassPid());
                StoryEvent event = new StoryEvent(host.name(), now(), 1_000 + backgroundGiven, false, simulated);
                Optional<String> line = host.sensors().render(event);
                if (line.isPresent()) {
                    backgroundGiven++;
                    return line.get().getBytes(StandardCharsets.UTF_8);
                }
            }
        }
    }
}
