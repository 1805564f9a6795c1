package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Decoded;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameCodec;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunStatus;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireProfile;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * A signal controller that speaks GB/T 20999 over a real socket and knows its junction and nothing else. It lives in a
 * {@link ControllerFleet}; all of its work runs on the fleet's event loop. The public methods may be called from any
 * thread: what they do happens within the next half second.
 */
public final class SimulatedController {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int MOST_ACTS_WAITING = 256;
    private static final int REBOOT_SECONDS = 5;

    private final DeviceConfig config;
    private final DeviceClock clock;
    private final Cabinet cabinet;
    private final RequestHandler handler;
    private final LineNoise toCentre;
    private final LineNoise fromCentre;
    private final LinkedBlockingQueue<Runnable> acts = new LinkedBlockingQueue<>(MOST_ACTS_WAITING);
    /** Null while there is no line. */
    private DeviceLine line;

    private boolean hangs;
    /** Second at which it is up again; empty while it runs, or is without power until somebody gives it back. */
    private Optional<Long> upAgainAt = Optional.empty();

    private long heartbeatAtNanos;
    private long centreHeardAtNanos = System.nanoTime();
    /** When it went to the address of the centre where it is now. */
    private long turnedAtNanos;

    private int sequence;
    private volatile DeviceState state;
    /** What the phases show, phase n at place n; kept only when someone watches. */
    private volatile List<LampState> lamps = List.of();

    private volatile boolean watched;

    SimulatedController(DeviceConfig config, DeviceClock clock, Later later) {
        this.config = config;
        this.clock = clock;
        Random chance = new Random(config.seed());
        cabinet = new Cabinet(config, clock.now());
        handler = new RequestHandler(config, cabinet, chance);
        toCentre = new LineNoise(config.faults().toCentre(), chance, later);
        fromCentre = new LineNoise(config.faults().fromCentre(), chance, later);
        publish();
    }

    public DeviceConfig config() {
        return config;
    }

    public long controllerId() {
        return config.controllerId();
    }

    /** As of the last tick or request. */
    public DeviceState state() {
        return state;
    }

    /**
     * What one of its detectors has felt since the last time that it was told of; to be told at each change, and of
     * counting detectors about once a second of the controller's clock. Takes effect at once.
     *
     * @throws IllegalArgumentException where it has no such detector
     */
    public void detect(int detector, DetectorState felt) {
        cabinet.detectors().feed(detector, felt, clock.now().toEpochMilli());
    }

    /** What a phase shows, as of the last tick or request; empty until the first of them after somebody began to watch. */
    public Optional<LampState> findLamp(int phase) {
        watched = true;
        List<LampState> shown = lamps;
        return phase >= 1 && phase <= shown.size() ? Optional.of(shown.get(phase - 1)) : Optional.empty();
    }

    /** From now on that is what the sensors in its cabinet read; alarms are raised by it. */
    public void sense(CabinetSensors read) {
        act(() -> cabinet.sense(read));
    }

    /** @param group number of the lamp group @throws IllegalArgumentException where it has no such group */
    public void breakLamp(int group, LampFailure failure) {
        setLamp(group, Optional.of(failure));
    }

    public void repairLamp(int group) {
        setLamp(group, Optional.empty());
    }

    private void setLamp(int group, Optional<LampFailure> failure) {
        config.junction().getPhase(group);
        act(() -> cabinet.failLamp(group, failure));
    }

    /**
     * An input of class 8 comes or goes: a bus or an emergency vehicle asks for the stage of that row.
     *
     * @param row 1 to 8
     */
    public void requestPriority(boolean emergency, int row, boolean active) {
        if (row < 1 || row > PriorityInputs.ROWS_OF_EACH) {
            throw new IllegalArgumentException("priority row " + row);
        }
        act(() -> cabinet.priorities()
                .activate(emergency, row, active, cabinet.time().second()));
    }

    /** A technician takes out what is commanded, also flashing after a violation. */
    public void release() {
        act(cabinet::release);
    }

    public void powerOff() {
        act(() -> {
            upAgainAt = Optional.empty();
            goDown();
        });
    }

    public void powerOn() {
        act(() -> {
            if (!cabinet.isPowered()) {
                comeUp();
                cabinet.log().alarm(SensorAlarms.DEVICE, SensorAlarms.VOLTAGE_LOST);
            }
        });
    }

    /** Off for some seconds; it keeps its plans and forgets what it was commanded. */
    public void reboot() {
        act(this::restart);
    }

    /** A line that hangs stays open, and nothing goes over it either way. */
    public void hangLine(boolean hanging) {
        act(() -> hangs = hanging);
    }

    public void watch(LampWatcher watcher) {
        act(() -> cabinet.watch(watcher));
    }

    private void act(Runnable act) {
        if (!acts.offer(act)) {
            throw new IllegalStateException(MOST_ACTS_WAITING + " acts wait for controller " + controllerId());
        }
    }

    void connect(DeviceLine newLine) {
        line = newLine;
        turnedAtNanos = System.nanoTime();
        sendHeartbeat();
        publish();
    }

    void disconnect() {
        line = null;
        publish();
    }

    /** Whether it may reach for the centre now. */
    boolean isAlive() {
        return cabinet.isPowered() && !config.faults().dead();
    }

    /** To be called several times a second. */
    void tick() {
        for (Runnable act = acts.poll(); act != null; act = acts.poll()) {
            act.run();
        }
        long now = System.nanoTime();
        if (now - centreHeardAtNanos > config.centreLostSeconds() * NANOS_PER_SECOND) {
            cabinet.loseCentre();
        }
        turnFromSilence(now);
        live();
        if (upAgainAt.isPresent() && cabinet.time().second() >= upAgainAt.get()) {
            comeUp();
        }
        if (now - heartbeatAtNanos > config.heartbeatSeconds() * NANOS_PER_SECOND) {
            sendHeartbeat();
        }
    }

    private void turnFromSilence(long now) {
        long silentNanos = DeviceLink.SILENT_HEARTBEATS * config.heartbeatSeconds() * NANOS_PER_SECOND;
        boolean isSilent = now - centreHeardAtNanos > silentNanos && now - turnedAtNanos > silentNanos;
        if (line != null && config.link().hasChoice() && isSilent) {
            turnedAtNanos = now;
            line.turn();
            sendHeartbeat();
        }
    }

    boolean hearsWithoutNoise() {
        return fromCentre.isSilent();
    }

    /** Bytes of the line, as the line spoils them. */
    void hear(byte[] bytes, Consumer<byte[]> reader) {
        fromCentre.pass(bytes, reader);
    }

    /** A datagram, that is one frame or rubbish. */
    void hearDatagram(byte[] datagram) {
        hear(datagram, bytes -> {
            if (FrameCodec.decode(bytes) instanceof Decoded.Good good) {
                receive(good.frame());
            }
        });
    }

    void receive(Frame frame) {
        boolean forThis = handler.concerns(frame);
        if (!isAlive() || hangs || !forThis) {
            return;
        }
        centreHeardAtNanos = System.nanoTime();
        live();
        if (!config.faults().silent()) {
            handler.answer(frame).ifPresent(this::send);
        }
        if (cabinet.takeRestart()) {
            restart();
        }
        publish();
    }

    private void restart() {
        goDown();
        upAgainAt = Optional.of(cabinet.time().second() + REBOOT_SECONDS);
    }

    private void goDown() {
        cabinet.powerDown();
        if (line != null) {
            line.close();
        }
        publish();
    }

    private void comeUp() {
        upAgainAt = Optional.empty();
        cabinet.powerUp();
        sendHeartbeat();
        publish();
    }

    /** Lives up to the present and reports a change of stage, plan or mode on its own account. */
    private void live() {
        boolean changed = cabinet.advanceTo(clock.now());
        if (changed) {
            publish();
            report(config.roadId(), runStatus().toValues());
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
        if (line != null && isAlive() && !hangs) {
            toCentre.pass(FrameCodec.encode(frame), this::put);
        }
    }

    /** What was late may find the line gone. */
    private void put(byte[] bytes) {
        if (line != null) {
            line.send(bytes);
        }
    }

    private void publish() {
        boolean connected = line != null && isAlive();
        state = new DeviceState(cabinet.mode(), cabinet.plan(), cabinet.stage(), cabinet.violations(), connected);
    }
}
