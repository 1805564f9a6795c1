package cn.haihe.center.signals;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.map.traffic.Grade;
import cn.haihe.signal.fieldbus.ControlMode;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalControlTest {
    @ParameterizedTest
    @CsvSource({
        "CENTER,3,,CENTRE_PLAN",
        "CENTER,,,UNKNOWN_OF_CENTRE",
        "CENTER,,ADAPTIVE,ADAPTIVE",
        "CENTER,,DUTY,DUTY",
        "CENTER,,BUS_PRIORITY,BUS_PRIORITY",
        "CENTER,3,RETURNING,RETURNING",
        "CENTER,,LEFT_BEHIND,UNKNOWN_OF_CENTRE",
        "CENTER_MANUAL,,MANUAL,MANUAL",
        "CENTER_MANUAL,,,UNKNOWN_OF_CENTRE",
        "LOCAL,1,,OWN_PLAN",
        "LOCAL,1,MANUAL,OWN_PLAN",
        "LOCAL_MANUAL,,MANUAL,HAND_AT_CABINET",
        "FLASH,,LAMPS,LAMPS",
        "FLASH,,,FAIL_SAFE",
        "FLASH,,ADAPTIVE,FAIL_SAFE",
        "ALL_RED,,DUTY,FAIL_SAFE",
        "OTHER,,MANUAL,UNKNOWN"
    })
    void theStreetSaysWhatIsAndWhoHoldsItSaysWhose(
            ControlMode mode, Integer plan, JunctionHold.Kind kind, SignalControl control) {
        SignalState.Live live =
                new SignalState.Live(mode, Optional.ofNullable(plan), Optional.empty(), Instant.EPOCH, Grade.B);
        Optional<JunctionHold> hold = Optional.ofNullable(kind)
                .map(known -> new JunctionHold("j1", known, "someone", "a test", Instant.EPOCH));
        assertThat(SignalControl.of(Optional.of(live), hold, Optional.empty())).isEqualTo(control);
    }

    @Test
    void whereNothingIsKnownNothingIsSaid() {
        JunctionHold hold = new JunctionHold("j1", JunctionHold.Kind.MANUAL, "someone", "a test", Instant.EPOCH);
        assertThat(SignalControl.of(Optional.empty(), Optional.of(hold), Optional.empty()))
                .isEqualTo(SignalControl.UNKNOWN);
    }

    /** What flashes each night by its timetable is no alarm, and what is dark at that hour is one. */
    @Test
    void whatFlashesByItsTimetableIsNoFailure() {
        Optional<ControlMode> flashes = Optional.of(ControlMode.FLASH);
        Optional<JunctionHold> held =
                Optional.of(new JunctionHold("j1", JunctionHold.Kind.ADAPTIVE, "someone", "a test", Instant.EPOCH));
        assertThat(SignalControl.of(live(ControlMode.FLASH), Optional.empty(), flashes))
                .isEqualTo(SignalControl.LAMPS_BY_TIMETABLE);
        assertThat(SignalControl.of(live(ControlMode.OFF), Optional.empty(), flashes))
                .isEqualTo(SignalControl.FAIL_SAFE);
        assertThat(SignalControl.of(live(ControlMode.FLASH), held, flashes)).isEqualTo(SignalControl.FAIL_SAFE);
    }

    private static Optional<SignalState.Live> live(ControlMode mode) {
        return Optional.of(new SignalState.Live(mode, Optional.empty(), Optional.empty(), Instant.EPOCH, Grade.B));
    }
}
