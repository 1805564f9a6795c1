package cn.haihe.signal.device;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.fieldbus.gbt20999.wire.Alarm;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Fault;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueList;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueMap;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireTime;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens to a cabinet: lamps that fail, doors, power, clocks. */
class CabinetTest {
    private static final SignalJunction JUNCTION = JunctionDesigner.design(RandomJunctions.cross("j1", 3));

    private final TestCabinet device = new TestCabinet(JUNCTION);

    @ParameterizedTest
    @CsvSource({"RED_OUT, 32", "YELLOW_OUT, 33", "GREEN_STUCK, 17"})
    void aLampThatFailsTurnsTheJunctionToFlashingBeforeAnybodyCanSeeIt(LampFailure failure, int faultType) {
        device.live(100);
        device.cabinet.failLamp(1, Optional.of(failure));
        device.live(200);
        assertThat(device.cabinet.mode()).isEqualTo(RunMode.FLASH);
        assertThat(device.cabinet.lamp(1)).isEqualTo(LampState.YELLOW_FLASH);
        assertThat(device.cabinet.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.type()).isEqualTo(faultType);
            assertThat(fault.action()).isEqualTo(Fault.ACTION_FLASH);
        });
        assertThat(device.witness.incidents()).isEmpty();
        device.cabinet.release();
        device.live(200);
        assertThat(device.cabinet.mode()).as("the lamp is still broken").isEqualTo(RunMode.FLASH);
        device.cabinet.failLamp(1, Optional.empty());
        device.cabinet.release();
        device.live(200);
        assertThat(device.cabinet.mode()).isEqualTo(RunMode.LOCAL_FIXED);
        assertThat(device.witness.incidents()).isEmpty();
    }

    @Test
    void aDarkGreenIsToldAndTheJunctionRunsOn() {
        device.live(100);
        device.cabinet.failLamp(1, Optional.of(LampFailure.GREEN_OUT));
        device.live(200);
        assertThat(device.cabinet.mode()).isEqualTo(RunMode.LOCAL_FIXED);
        assertThat(device.cabinet.faults()).extracting(Fault::type).containsExactly(Fault.GREEN_LAMP);
        assertThat(device.cabinet.log().alarms()).isNotEmpty();
    }

    @Test
    void sensorsRaiseAlarmsOnceAndAreRead() {
        device.cabinet.sense(CabinetSensors.USUAL.withDoor(true).withVolts(150));
        device.cabinet.sense(CabinetSensors.USUAL.withDoor(true).withVolts(150).withTemperature(-50));
        assertThat(device.cabinet.log().alarms())
                .extracting(Alarm::value)
                .containsExactly(SensorAlarms.VOLTAGE_LOW, SensorAlarms.DOOR, SensorAlarms.TEMPERATURE_LOW);
        List<List<DataValue>> reports = new ArrayList<>();
        device.cabinet.outbox().drain((road, values) -> reports.add(values));
        assertThat(reports)
                .hasSize(3)
                .allMatch(values -> Item.find(values.get(0).address())
                        .filter(Item.ALARM_NUMBER::equals)
                        .isPresent());
        assertThat(device.ask(Item.DOOR, 0)).isEqualTo(1);
        assertThat(device.ask(Item.VOLTAGE, 0)).isEqualTo(150);
        assertThat((byte) device.ask(Item.TEMPERATURE, 0)).isEqualTo((byte) -50);
        assertThat(device.ask(Item.ALARM_COUNT, 0)).isEqualTo(3);
        assertThat(device.ask(Item.ALARM_VALUE, 2)).isEqualTo(SensorAlarms.DOOR);
        device.cabinet.sense(CabinetSensors.USUAL);
        device.cabinet.sense(CabinetSensors.USUAL.withDoor(true));
        assertThat(device.cabinet.log().alarms()).hasSize(4);
    }

    @Test
    void aDetectorThatIsOccupiedForHalfAnHourIsAtFault() {
        device.live(30);
        device.feel(3, DetectorState.OCCUPIED);
        device.live(29 * 60);
        assertThat(device.cabinet.faults()).isEmpty();
        device.live(180);
        assertThat(device.cabinet.faults()).extracting(Fault::type).containsExactly(Fault.DETECTOR);
        ValueMap values =
                device.ask(new ValueList().ask(Item.DETECTOR_STATUS, 0).list());
        assertThat(values.findNumber(Item.DETECTOR_STATUS, 0)).contains(0b100L);
        device.feel(3, DetectorState.EMPTY);
        device.live(60);
        assertThat(device.cabinet.stuckDetectors()).isZero();
    }

    @Test
    void plansOutliveAPowerFailureAndCommandsDoNot() {
        device.cabinet.store(TestCabinet.plan(JUNCTION, 5, 40, 3));
        device.cabinet.command(RunMode.CENTER, 5, 0);
        device.setWell(Item.STAGE_PROHIBIT, 2, 1);
        device.live(300);
        assertThat(device.cabinet.plan()).isEqualTo(5);
        device.cabinet.powerDown();
        device.live(100);
        assertThat(device.cabinet.lamp(1)).isEqualTo(LampState.OFF);
        device.cabinet.powerUp();
        assertThat(device.cabinet.lamp(1)).isEqualTo(LampState.YELLOW_FLASH);
        device.live(11);
        assertThat(device.cabinet.lamp(1)).isEqualTo(LampState.RED);
        device.liveToStage(2);
        assertThat(device.cabinet.mode()).isEqualTo(RunMode.LOCAL_FIXED);
        assertThat(device.cabinet.plan()).isEqualTo(1);
        assertThat(device.cabinet.findPlan(5)).contains(TestCabinet.plan(JUNCTION, 5, 40, 3));
        device.assertSafe();
    }

    @Test
    void aClockThatDriftsIsSetRight() {
        TestCabinet wrong = new TestCabinet(device.config.with(DeviceFaults.NONE.withClock(5_000, 90)));
        wrong.live(1000);
        LocalDateTime right = LocalDateTime.ofInstant(wrong.now, DeviceTime.STREET);
        assertThat(shown(wrong)).isEqualTo(right.plusSeconds(90 + 5));
        wrong.set(new ValueList()
                .bytes(Item.STANDARD_TIME, 0, WireTime.encode(right))
                .list());
        assertThat(shown(wrong)).isEqualTo(right);
        wrong.live(1000);
        assertThat(shown(wrong)).isEqualTo(right.plusSeconds(1005));
        wrong.assertSafe();
    }

    private static LocalDateTime shown(TestCabinet device) {
        ValueMap values = device.ask(new ValueList().ask(Item.LOCAL_TIME, 0).list());
        return values.find(Item.LOCAL_TIME, 0).flatMap(WireTime::find).orElseThrow();
    }
}
