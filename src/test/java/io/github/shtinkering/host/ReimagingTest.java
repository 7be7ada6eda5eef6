package io.github.shtinkering.host;

import static io.github.shtinkering.host.Facts.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReimagingTest {
    private static final Facts HOST = Facts.of(Facts.HOST);

    @Test
    void isAnIdThatTakesTheOtherOnesPlace() {
        assertThat(Reimaging.times(List.of(seen(0, "a"), seen(60, "a"), seen(600, "b"), seen(900, "b"))))
                .containsExactly(START + 599_000);
    }

    @Test
    void isNoneWhereOneIdIsKept() {
        assertThat(Reimaging.times(List.of(seen(0, "a"), seen(60, "a")))).isEmpty();
        assertThat(Reimaging.times(List.of(HOST.lsassStarted(0, 744)))).isEmpty();
    }

    @Test
    void isNoneWhereTwoMachinesOfOneNameSpeakAtTheSameTime() {
        assertThat(Reimaging.times(List.of(seen(0, "a"), seen(60, "b"), seen(600, "a"))))
                .isEmpty();
    }

    @Test
    void armsNoLonger() {
        Fact armed = Facts.withHostId(HOST.armedGlobally(0, "C:\\Windows\\regedit.exe"), "a");
        Storyteller kept = teller(List.of(armed, seen(600, "a")));
        Storyteller anew = teller(List.of(armed, seen(600, "b")));

        assertThat(kept.tell()).extracting(Told::kind).containsExactly(ToldKind.ARMING);
        assertThat(kept.armingNow().armed()).isTrue();
        assertThat(anew.tell()).extracting(Told::kind).containsExactly(ToldKind.ARMING, ToldKind.DISARMING);
        assertThat(anew.armingNow().armed()).isFalse();
        assertThat(anew.armedSince()).isNull();
    }

    private static Storyteller teller(List<Fact> facts) {
        return new Storyteller(Facts.HOST, "", facts, List.of());
    }

    private static Fact seen(double at, String hostId) {
        return Facts.withHostId(HOST.lsassStarted(at, 744), hostId);
    }
}
