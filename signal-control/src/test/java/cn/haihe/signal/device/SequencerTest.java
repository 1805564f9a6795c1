package cn.haihe.signal.device;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.junction.ConflictMatrix;
import cn.haihe.signal.junction.IntergreenTable;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseKind;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sequencer keeps to minimum greens and clearances by itself, even in programs that no guard ever passed. */
class SequencerTest {
    static final SignalJunction JUNCTION = junction();

    @Test
    void aShortStageIsHeldUntilWhatConflictsAcrossItHasCleared() {
        assertSafe(program(30, 3, 30));
    }

    @Test
    void noGreenIsCutBelowItsMinimum() {
        assertSafe(program(6, 3, 6));
    }

    private static void assertSafe(Program program) {
        Sequencer sequencer = new Sequencer(JUNCTION, new SlotLamps(JUNCTION, 0), program, 0);
        ConflictMonitor monitor = new ConflictMonitor(JUNCTION);
        for (int second = 0; second < 400; second++) {
            sequencer.step(second, second, Calls.NONE);
            assertThat(monitor.check(second, sequencer.lamps())).isEmpty();
        }
    }

    private static Program program(int... seconds) {
        return new Program(
                3,
                Arrays.stream(seconds).sum(),
                0,
                Program.Style.OPEN_ENDED,
                List.of(
                        Slot.fixed(1, new PhaseSet(0b101), seconds[0]),
                        Slot.fixed(2, new PhaseSet(0b100), seconds[1]),
                        Slot.fixed(3, new PhaseSet(0b110), seconds[2])));
    }

    /** Phases 1 and 2 conflict and need nine seconds between them; phase 3 goes with either. */
    private static SignalJunction junction() {
        List<Phase> phases = List.of(
                new Phase(1, PhaseKind.VEHICLE, 1, List.of(1), 1, 8, 90, 3, 3),
                new Phase(2, PhaseKind.VEHICLE, 2, List.of(2), 1, 8, 90, 3, 3),
                new Phase(3, PhaseKind.PEDESTRIAN, 1, List.of(), 0, 8, 90, 3, 0));
        PhaseSet[] conflicts = new PhaseSet[Phase.MAX_NUMBER + 1];
        Arrays.fill(conflicts, PhaseSet.EMPTY);
        conflicts[1] = new PhaseSet(0b010);
        conflicts[2] = new PhaseSet(0b001);
        int[][] seconds = new int[Phase.MAX_NUMBER + 1][Phase.MAX_NUMBER + 1];
        seconds[1][2] = 9;
        seconds[2][1] = 9;
        List<Stage> stages = List.of(
                new Stage(1, new PhaseSet(0b101)),
                new Stage(2, new PhaseSet(0b100)),
                new Stage(3, new PhaseSet(0b110)));
        return new SignalJunction("j1", phases, stages, new ConflictMatrix(conflicts), new IntergreenTable(seconds));
    }
}
