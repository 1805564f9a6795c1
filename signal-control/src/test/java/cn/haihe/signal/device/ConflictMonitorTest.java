package cn.haihe.signal.device;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.device.ConflictMonitor.Kind;
import cn.haihe.signal.device.ConflictMonitor.Violation;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The monitor is shown lamps by hand: phases 1 and 2 conflict and need nine seconds, phase 3 walks beside either. */
class ConflictMonitorTest {
    private final ConflictMonitor monitor = new ConflictMonitor(SequencerTest.JUNCTION);
    private final List<Kind> seen = new ArrayList<>();
    private long second;

    private void shows(int seconds, LampState... lamps) {
        LampState[] places = places(lamps);
        for (int i = 0; i < seconds; i++) {
            monitor.check(second++, places).map(Violation::kind).ifPresent(seen::add);
        }
    }

    private static LampState[] places(LampState... lamps) {
        LampState[] places = new LampState[lamps.length + 1];
        System.arraycopy(lamps, 0, places, 1, lamps.length);
        return places;
    }

    @Test
    void greenBesideGreenOrYellowOfWhatConflictsIsSeen() {
        shows(5, LampState.GREEN, LampState.RED, LampState.GREEN);
        assertThat(seen).isEmpty();
        shows(1, LampState.GREEN, LampState.GREEN_FLASH, LampState.RED);
        assertThat(seen).containsExactly(Kind.CONFLICTING_GREEN);
        monitor.reset();
        shows(1, LampState.YELLOW, LampState.GREEN, LampState.RED);
        assertThat(seen).containsExactly(Kind.CONFLICTING_GREEN, Kind.CONFLICTING_GREEN);
    }

    @Test
    void aGreenTooSoonAndAGreenTooShortAreSeen() {
        shows(8, LampState.GREEN, LampState.RED, LampState.RED);
        shows(8, LampState.RED, LampState.RED, LampState.RED);
        shows(7, LampState.RED, LampState.GREEN, LampState.RED);
        assertThat(seen).containsExactly(Kind.SHORT_CLEARANCE);
        shows(1, LampState.RED, LampState.RED, LampState.RED);
        assertThat(seen).containsExactly(Kind.SHORT_CLEARANCE, Kind.SHORT_GREEN);
    }

    @Test
    void aLampThatDoesNotDoWhatItIsDrivenToIsSeen() {
        LampState[] driven = places(LampState.RED, LampState.YELLOW, LampState.GREEN);
        assertKind(driven, places(LampState.OFF, LampState.YELLOW, LampState.GREEN), Kind.MISSING_RED);
        assertKind(driven, places(LampState.RED, LampState.OFF, LampState.GREEN), Kind.MISSING_YELLOW);
        assertKind(
                places(LampState.RED, LampState.RED, LampState.RED),
                places(LampState.RED, LampState.RED, LampState.GREEN),
                Kind.GREEN_WITHOUT_ORDER);
        assertThat(monitor.check(second++, driven, places(LampState.RED, LampState.YELLOW, LampState.OFF)))
                .as("a dark green endangers nobody")
                .isEmpty();
    }

    private void assertKind(LampState[] driven, LampState[] shown, Kind kind) {
        monitor.reset();
        assertThat(monitor.check(second++, driven, shown)).map(Violation::kind).contains(kind);
        monitor.reset();
    }
}
