package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.Street;
import cn.haihe.signal.device.ControllerFleet;
import cn.haihe.signal.device.DeviceClock;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.DeviceFaults;
import cn.haihe.signal.device.DeviceLink;
import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.fieldbus.FieldBusContract;
import cn.haihe.signal.fieldbus.LinkProfile;
import java.time.Clock;
import java.util.Map;

class Gbt20999ContractTest extends FieldBusContract {
    private static final double SPEED = 40;
    private static final int CLOCK_AHEAD_SECONDS = 3_000;

    private Gbt20999Bus bus;
    private ControllerFleet fleet;

    @Override
    protected FieldBus open() {
        LinkProfile usual = new LinkProfile("usual", Gbt20999Protocol.NAME, QUICK, Map.of());
        bus = Street.await(
                new Gbt20999Protocol().open(vertx, Street.HOST, 0, usual, BusLimits.DEFAULT, Clock.systemUTC()));
        return bus;
    }

    @Override
    protected void power(boolean silent) {
        fleet = Street.await(ControllerFleet.open(vertx, DeviceClock.faster(Clock.systemUTC(), SPEED)));
        DeviceConfig config = DeviceConfig.of(CONTROLLER, 1, junction, DeviceLink.tcp(Street.HOST, bus.port()))
                .with(silent ? DeviceFaults.SILENT : DeviceFaults.NONE.withClock(0, CLOCK_AHEAD_SECONDS));
        Street.await(fleet.start(config));
    }

    @Override
    protected void powerOff() {
        Street.await(fleet.close());
    }
}
