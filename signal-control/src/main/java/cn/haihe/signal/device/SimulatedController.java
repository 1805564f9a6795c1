package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameCodec;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunStatus;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireProfile;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A signal controller that speaks GB/T 20999 over a real socket and knows its junction and nothing else. It lives in a
 * {@link ControllerFleet}; all of its work runs on the fleet's event loop, only {@link #state} and
 * {@link #detect} may be called from elsewhere.
 */
public final class SimulatedController {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final DeviceConfig config;
    private final DeviceClock clock;
    private final Cabinet cabinet;
    private final RequestHandler handler;
    private final Random faults;
    /** Sends the plain bytes of a frame; null while there is no line. */
    private Consumer<byte[]> line;

    private long heartbeatAtNanos;
    private long centreHeardAtNanos;
    private int sequence;
    private volatile DeviceState state;
    /** What the phases show, phase n at place n; kept only when someone watches. */
    private volatile List<LampState> lamps = List.of();

    private volatile boolean watched;

    SimulatedController(DeviceConfig config, DeviceClock clock) {
        this.config = config;
        this.clock = clock;
        cabinet = new Cabinet(config, clock.now());
        handler = new RequestHandler(config, cabinet);
        faults = new Random(config.seed());
        publish();
    }

    public DeviceConfig config() {
        return config;
    }

    public long controllerId() {
        return config.controllerId();
    }

    /** As of the last tick or request. Any thread. */
    public DeviceState state() {
        return state;
    }

    /**
     * What one of its detectors has felt since the last time that it was told of; to be told at each change, and of
     * counting detectors about once a second of the controller's clock. Any thread.
     *
     * @throws IllegalArgumentException where it has no such detector
     */
    public void detect(int detector, DetectorState felt) {
        cabinet.detectors().feed(detector, felt, clock.now().toEpochMilli());
    }

    /**
     * What a phase shows, as of the last tick or request; empty until the first of them after somebody began to watch. Any
     * thread.
     */
    public Optional<LampState> findLamp(int phase) {
        watched = true;
        List<LampState> shown = lamps;
        return phase >= 1 && phase <= shown.size() ? Optional.of(shown.get(phase - 1)) : Optional.empty();
    }

    void connect(Consumer<byte[]> newLine) {
        line = newLine;
        centreHeardAtNanos = System.nanoTime();
        sendHeartbeat();
        publish();
    }

    void disconnect() {
        line = null;
        publish();
    }

    boolean isConnected() {
        return line != null;
    }

    /** To be called several times a second. */
    void tick() {
        long now = System.nanoTime();
        if (now - centreHeardAtNanos > config.centreLostSeconds() * NANOS_PER_SECOND) {
            cabinet.loseCentre();
        }
        live();
        if (line != null && now - heartbeatAtNanos > config.heartbeatSeconds() * NANOS_PER_SECOND) {
            sendHeartbeat();
        }
    }

    void receive(Frame frame) {
        if (isLost() || frame.controllerId() != config.controllerId()) {
            return;
        }
        centreHeardAtNanos = System.nanoTime();
        live();
        if (!config.faults().silent()) {
            handler.answer(frame).ifPresent(this::send);
        }
        publish();
    }

    /** Lives up to the present and reports a change of stage, plan or mode on its own account. */
    private void live() {
        boolean changed = cabinet.advanceTo(clock.now());
        if (changed) {
            publish();
            if (!config.faults().silent()) {
                send(frame(FrameType.TRAP, config.roadId(), runStatus().toValues()));
            }
        }
        if (watched) {
            lamps = config.junction().phases().stream()
                    .map(phase -> cabinet.lamp(phase.number()))
                    .toList();
        }
        cabinet.outbox().drain(this::report);
    }

    private void report(int road, List<DataValue> values) {
        if (!config.faults().silent()) {
            send(frame(FrameType.TRAP, road, values));
        }
    }

    private RunStatus runStatus() {
        return new RunStatus(config.roadId(), cabinet.mode().code(), cabinet.plan(), cabinet.stage());
    }

    private void sendHeartbeat() {
        heartbeatAtNanos = System.nanoTime();
        WireProfile profile = config.profile();
        sequence = sequence + 1 & 0xFF;
        send(Frame.heartbeat(
                profile.version(),
                profile.hostId(),
                config.controllerId(),
                0,
                sequence,
                FrameType.HEARTBEAT,
                !profile.shortHeartbeat()));
    }

    private Frame frame(FrameType type, int road, List<DataValue> values) {
        WireProfile profile = config.profile();
        sequence = sequence + 1 & 0xFF;
        return Frame.of(profile.version(), profile.hostId(), config.controllerId(), road, sequence, type, values);
    }

    private void send(Frame frame) {
        if (line == null || isLost()) {
            return;
        }
        byte[] bytes = FrameCodec.encode(frame);
        line.accept(bytes);
        if (config.faults().duplicateRatio() > 0
                && faults.nextDouble() < config.faults().duplicateRatio()) {
            line.accept(bytes);
        }
    }

    private boolean isLost() {
        return config.faults().lossRatio() > 0
                && faults.nextDouble() < config.faults().lossRatio();
    }

    private void publish() {
        state = new DeviceState(cabinet.mode(), cabinet.plan(), cabinet.stage(), cabinet.violations(), line != null);
    }
}
