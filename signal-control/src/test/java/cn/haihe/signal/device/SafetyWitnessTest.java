package cn.haihe.signal.device;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.device.SafetyWitness.Danger;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.junction.SignalJunction;
import org.junit.jupiter.api.Test;

/** The witness is shown lamps by hand: phases 1 and 2 conflict and need nine seconds, phase 3 walks beside either. */
class SafetyWitnessTest {
    private static final SignalJunction JUNCTION = SequencerTest.JUNCTION;

    private final SafetyWitness witness = new SafetyWitness(JUNCTION);
    private long second;

    private void shows(int seconds, String lamps) {
        LampState[] states = new LampState[lamps.length() + 1];
        for (int i = 0; i < lamps.length(); i++) {
            states[i + 1] = switch (lamps.charAt(i)) {
                case 'G' -> LampState.GREEN;
                case 'g' -> LampState.GREEN_FLASH;
                case 'Y' -> LampState.YELLOW;
                case 'F' -> LampState.YELLOW_FLASH;
                case '-' -> LampState.OFF;
                default -> LampState.RED;
            };
        }
        for (int i = 0; i < seconds; i++) {
            witness.shown(second++, states);
        }
    }

    @Test
    void aGoodCycleIsNoDanger() {
        shows(5, "RRR");
        for (int cycle = 0; cycle < 3; cycle++) {
            shows(5, "GRG");
            shows(3, "gRG");
            shows(3, "YRG");
            shows(6, "RRG");
            shows(5, "RGG");
            shows(3, "RgG");
            shows(3, "RYG");
            shows(6, "RRG");
        }
        assertThat(witness.incidents()).isEmpty();
    }

    @Test
    void eachDangerIsCounted() {
        shows(5, "RRR");
        shows(8, "GRR");
        shows(2, "GGR");
        assertThat(witness.counts()).containsEntry(Danger.CONFLICT, 4);
    }

    @Test
    void aGreenThatComesTooSoonIsADanger() {
        shows(5, "RRR");
        shows(8, "GRR");
        shows(3, "gRR");
        shows(3, "YRR");
        shows(5, "RRR");
        shows(8, "RGR");
        assertThat(witness.counts()).containsOnlyKeys(Danger.SHORT_CLEARANCE).containsEntry(Danger.SHORT_CLEARANCE, 1);
    }

    @Test
    void aGreenThatIsCutAndAYellowThatIsMissingAreDangers() {
        shows(5, "RRR");
        shows(4, "GRR");
        shows(3, "gRR");
        shows(3, "YRR");
        assertThat(witness.counts()).containsOnlyKeys(Danger.SHORT_GREEN);
        shows(20, "RRR");
        shows(6, "RGR");
        shows(2, "RgR");
        shows(3, "RYR");
        assertThat(witness.counts()).containsOnlyKeys(Danger.SHORT_GREEN, Danger.SHORT_FLASH);
        shows(20, "RRR");
        shows(6, "RGR");
        shows(3, "RgR");
        shows(2, "RYR");
        shows(20, "RRR");
        assertThat(witness.counts()).containsEntry(Danger.SHORT_YELLOW, 1);
        shows(6, "GRR");
        shows(3, "gRR");
        shows(20, "RRR");
        assertThat(witness.counts()).containsEntry(Danger.SHORT_YELLOW, 2);
    }

    @Test
    void aDarkGroupIsADangerWhileTheOthersRunAndNoneWhenAllFlash() {
        shows(5, "RRR");
        shows(3, "GR-");
        assertThat(witness.counts()).containsOnlyKeys(Danger.DARK).containsEntry(Danger.DARK, 3);
        shows(10, "FF-");
        shows(10, "---");
        assertThat(witness.unsafeStates()).isEqualTo(3);
    }
}
