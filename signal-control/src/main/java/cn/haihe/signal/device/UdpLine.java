package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.Decoded;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameCodec;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.datagram.DatagramSocketOptions;
import java.util.HashMap;
import java.util.Map;

/** The UDP socket that the controllers of a fleet share; which one a datagram is for tells its controller id. */
final class UdpLine {
    private static final int RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

    private final DatagramSocket socket;
    private final Map<Long, SimulatedController> byId = new HashMap<>();
    private boolean bound;

    UdpLine(Vertx vertx) {
        socket = vertx.createDatagramSocket(new DatagramSocketOptions().setReceiveBufferSize(RECEIVE_BUFFER_BYTES));
        socket.handler(this::received);
        socket.listen(0, "0.0.0.0").onSuccess(listening -> {
            bound = true;
            byId.values().forEach(this::connect);
        });
    }

    void add(SimulatedController controller) {
        byId.put(controller.controllerId(), controller);
        if (bound) {
            connect(controller);
        }
    }

    private void connect(SimulatedController controller) {
        DeviceLink link = controller.config().link();
        controller.connect(new DeviceLine() {
            private int turn;

            @Override
            public void send(byte[] frame) {
                DeviceLink.Centre centre = link.centre(turn);
                socket.send(Buffer.buffer(frame), centre.port(), centre.host());
            }

            @Override
            public void turn() {
                turn++;
            }
        });
    }

    private void received(DatagramPacket packet) {
        byte[] datagram = packet.data().getBytes();
        if (!(FrameCodec.decode(datagram) instanceof Decoded.Good good)) {
            return;
        }
        SimulatedController controller = byId.get(good.frame().controllerId());
        if (controller != null && controller.hearsWithoutNoise()) {
            controller.receive(good.frame());
        } else if (controller != null) {
            controller.hearDatagram(datagram);
        }
    }

    void close() {
        socket.close();
    }
}
