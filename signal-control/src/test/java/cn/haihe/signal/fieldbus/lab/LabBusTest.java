package cn.haihe.signal.fieldbus.lab;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.Street;
import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.fieldbus.FieldBusContract;
import cn.haihe.signal.fieldbus.LinkProfile;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabBusTest extends FieldBusContract {
    private LabBus bus;
    private LabDevice device;

    @Override
    protected FieldBus open() {
        LinkProfile usual = new LinkProfile("lab", LabProtocol.NAME, QUICK, Map.of());
        bus = Street.await(new LabProtocol().open(vertx, Street.HOST, 0, usual, BusLimits.DEFAULT, Clock.systemUTC()));
        return bus;
    }

    @Override
    protected void power(boolean silent) {
        device = new LabDevice(vertx, bus.port(), CONTROLLER, silent);
    }

    @Override
    protected void powerOff() {
        device.close();
    }

    @Test
    void linesThatAreNoJsonAreCounted() {
        NetSocket socket = Street.await(vertx.createNetClient().connect(bus.port(), Street.HOST));
        socket.write(Buffer.buffer("[]\nnonsense\n{\n"));
        Street.until(() -> bus.counters().rejected().getOrDefault("NOT_JSON", 0L) == 3, "three lines are counted");
        socket.write(Buffer.buffer(new byte[200_000]));
        Street.until(() -> bus.counters().rejected().containsKey("TOO_LONG"), "the endless line is counted");
        assertThat(bus.counters().framesReceived()).isZero();
    }
}
