package io.github.shtinkering.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.IntegrityLevel;
import io.github.shtinkering.ingest.DeadLetter;
import io.github.shtinkering.ingest.decode.RecordDecoder;
import io.github.shtinkering.ingest.decode.TelemetryDecoder;
import io.github.shtinkering.ingest.filter.ByteFilter;
import io.github.shtinkering.ingest.format.RecordFormats;
import io.github.shtinkering.ingest.record.DecoderOutput;
import io.github.shtinkering.ingest.record.DecoderSettings;
import io.github.shtinkering.simulate.record.RecordShape;
import io.github.shtinkering.simulate.shape.RecordShapes;
import io.github.shtinkering.simulate.story.SimulatedEvent;
import io.github.shtinkering.simulate.story.SimulatedStory;
import io.github.shtinkering.simulate.story.StoryEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event of every story, in every shape that can say it, gives the fact that it tells. */
class DecodedStoriesTest {
    /** What a clock cut to seconds and a header's own time can be off. */
    private static final long CLOCK_MILLIS = 1_100;

    private static final Pattern INTEGRITY = Pattern.compile("(?i)integrity|Mandatory ?Label");

    private final RecordDecoder decoder =
            TelemetryDecoder.of(ByteFilter.shared(), RecordFormats.all(), DecoderSettings.DEFAULTS);

    private static List<RecordShape> shapes() {
        return RecordShapes.all();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyEventGivesItsFact(RecordShape shape) throws Exception {
        Map<String, String> problems = new TreeMap<>();
        boolean known = false;
        for (SimulatedStory story : Stream.concat(OwnStories.all().stream(), WrittenStories.stories().stream())
                .toList()) {
            for (StoryEvent event : story.events()) {
                ExpectedFact expected = ExpectedFact.of(event).orElse(null);
                String line = shape.render(event).orElse(null);
                if (line == null) {
                    continue;
                }
                Decoded decoded = decode(line);
                known |= !decoded.accounts.toString().contains(RecordDecoder.UNDETERMINED);
                String problem = decoded.problem(expected, event);
                if (problem != null) {
                    problems.putIfAbsent(
                            event.simulated().getClass().getSimpleName() + " in " + story.id(),
                            problem + "\n    " + line);
                }
            }
        }
        assertThat(known).as("a format that the decoder knows").isTrue();
        assertThat(problems).isEmpty();
    }

    /** Each shipper has its own words for it; those that tell values without names tell it, too. */
    @ParameterizedTest
    @MethodSource("shapes")
    void theIntegrityLevelIsReadWhereItIsTold(RecordShape shape) throws Exception {
        List<Fact> launches = new ArrayList<>();
        boolean told = false;
        for (SimulatedStory story : WrittenStories.stories()) {
            for (StoryEvent event : story.events()) {
                String line = isWerFaultOfSystem(event) ? shape.render(event).orElse(null) : null;
                if (line != null) {
                    told = INTEGRITY.matcher(line).find();
                    decode(line).facts.stream()
                            .filter(fact -> fact.kind() == FactKind.WER_LAUNCH)
                            .forEach(launches::add);
                }
            }
        }
        boolean mustBeRead = told;
        assertThat(launches).allSatisfy(launch -> {
            IntegrityLevel level = Objects.requireNonNull(launch.actor()).integrity();
            assertThat(level).isEqualTo(mustBeRead || level != null ? IntegrityLevel.SYSTEM : null);
        });
    }

    private static boolean isWerFaultOfSystem(StoryEvent event) {
        return event.simulated() instanceof SimulatedEvent.ProcessStarted started
                && started.process().fileName().equalsIgnoreCase("WerFault.exe")
                && started.process().integrity().equals("System");
    }

    private Decoded decode(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        Decoded decoded = new Decoded();
        decoder.decode(bytes, 0, bytes.length, () -> "stories:1", decoded);
        return decoded;
    }

    private static final class Decoded implements DecoderOutput {
        private final List<Fact> facts = new ArrayList<>();
        private final List<String> accounts = new ArrayList<>();

        @Nullable
        String problem(@Nullable ExpectedFact expected, StoryEvent event) {
            if (accounts.size() != 1 || accounts.get(0).startsWith("dead")) {
                return "accounted for as " + accounts;
            }
            if (expected == null) {
                return null;
            }
            List<Fact> ofKind = facts.stream()
                    .filter(fact -> fact.kind() == expected.kind())
                    .toList();
            if (ofKind.isEmpty()) {
                return "no " + expected.kind() + " among " + facts;
            }
            if (ofKind.stream().noneMatch(expected.details())) {
                return "not what it says: " + ofKind;
            }
            return ofKind.stream()
                            .allMatch(fact -> fact.host().equals(event.host().toLowerCase(Locale.ROOT))
                                    && Math.abs(fact.timeMillis() - event.timeMillis()) <= CLOCK_MILLIS)
                    ? null
                    : "another host or time: " + ofKind;
        }

        @Override
        public void fact(Fact fact) {
            facts.add(fact);
        }

        @Override
        public void irrelevant(String format) {
            accounts.add("irrelevant " + format);
        }

        @Override
        public void decoded(String format, long eventTimeMillis) {
            accounts.add("decoded " + format);
        }

        @Override
        public void dead(String format, DeadLetter letter) {
            accounts.add("dead " + format + " " + letter.message());
        }
    }
}
