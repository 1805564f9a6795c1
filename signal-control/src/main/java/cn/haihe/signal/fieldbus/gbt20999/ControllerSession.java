package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.FieldFailure;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameCodec;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireProfile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One controller: its line, what waits for it, the one request that is on its way, when it was last heard. All on the
 * bus's event loop, except {@link #communication()}.
 */
final class ControllerSession {
    private static final long NEVER = 0;
    private static final int REPEATS_THAT_SHOW_A_HABIT = 3;

    private final long controllerId;
    private final LinkProfile profile;
    private final Vertx vertx;
    private final Counters counters;
    private final Consumer<Frame> reports;
    private final OperationQueue queue;
    private final FloodGate gate;
    private Line line;
    private Operation inFlight;
    private Frame request;
    private int requestSequence;
    private int attempts;
    private long timer;
    private int sequence;
    private int sequencesRepeated;
    private long lastHeartbeatNanos = System.nanoTime();
    private volatile long lastHeardNanos = NEVER;
    private volatile boolean lastRequestFailed;

    ControllerSession(
            long controllerId,
            LinkProfile profile,
            BusLimits limits,
            Vertx vertx,
            Counters counters,
            Consumer<Frame> reports) {
        this.controllerId = controllerId;
        this.profile = profile;
        this.vertx = vertx;
        this.counters = counters;
        this.reports = reports;
        queue = new OperationQueue(limits.operationsPerController());
        gate = new FloodGate(limits.framesPerSecond(), limits.framesInBurst());
    }

    LinkProfile profile() {
        return profile;
    }

    Communication communication() {
        long heard = lastHeardNanos;
        if (heard == NEVER) {
            return Communication.UNKNOWN;
        }
        if (System.nanoTime() - heard > profile.offlineAfterMillis() * 1_000_000) {
            return Communication.OFFLINE;
        }
        return lastRequestFailed ? Communication.DEGRADED : Communication.ONLINE;
    }

    /** Takes over a new line; the old one, if another, is closed. */
    void connect(Line newLine) {
        if (line != null && line != newLine) {
            line.close();
        }
        line = newLine;
        next();
    }

    void disconnect(Line oldLine) {
        if (line == oldLine) {
            line = null;
            failAll(FieldFailure.NOT_CONNECTED);
        }
    }

    void close() {
        Line open = line;
        line = null;
        failAll(FieldFailure.CLOSED);
        if (open != null) {
            open.close();
        }
    }

    private void failAll(FieldFailure failure) {
        vertx.cancelTimer(timer);
        Operation interrupted = inFlight;
        inFlight = null;
        if (interrupted != null) {
            interrupted.fail(failure);
        }
        queue.drain().forEach(operation -> operation.fail(failure));
    }

    Future<Outcome<Frame>> submit(Operation operation) {
        if (line == null) {
            operation.fail(FieldFailure.NOT_CONNECTED);
            return operation.promise().future();
        }
        boolean isInFlight =
                inFlight != null && !operation.key().isEmpty() && inFlight.key().equals(operation.key());
        Optional<Operation> equal = isInFlight ? Optional.of(inFlight) : queue.findEqual(operation);
        if (equal.isPresent()) {
            return equal.get().promise().future();
        }
        queue.add(operation);
        next();
        return operation.promise().future();
    }

    private void next() {
        if (inFlight != null || line == null) {
            return;
        }
        Optional<Operation> operation = queue.poll();
        if (operation.isEmpty()) {
            return;
        }
        inFlight = operation.get();
        attempts = 0;
        requestSequence = nextSequence();
        attempt();
    }

    private void attempt() {
        attempts++;
        WireProfile wire = profile.wire();
        request = Frame.of(
                wire.version(),
                wire.hostId(),
                controllerId,
                inFlight.road(),
                requestSequence,
                inFlight.type(),
                inFlight.values().get());
        send(request);
        timer = vertx.setTimer(profile.requestTimeoutMillis(), id -> timedOut());
    }

    private void timedOut() {
        if (inFlight == null) {
            return;
        }
        if (attempts <= profile.retries() && line != null) {
            attempt();
            return;
        }
        Operation lost = inFlight;
        inFlight = null;
        lastRequestFailed = true;
        lost.fail(FieldFailure.TIMED_OUT);
        next();
    }

    /** Whatever the controller sends. */
    void receive(Frame frame) {
        if (!gate.lets()) {
            counters.reject(Rejection.FLOOD);
            return;
        }
        lastHeardNanos = Math.max(1, System.nanoTime());
        switch (frame.type()) {
            case HEARTBEAT, HEARTBEAT_VARIANT -> send(frame.answer(FrameType.HEARTBEAT_REPLY, List.of()));
            case HEARTBEAT_REPLY -> lastHeardNanos = Math.max(1, System.nanoTime());
            case QUERY_REPLY, QUERY_ERROR, SET_REPLY, SET_ERROR -> receiveAnswer(frame);
            case TRAP, BROADCAST -> {
                if (profile.acknowledgeReports()) {
                    send(frame.answer(FrameType.TRAP, List.of()));
                }
                reports.accept(frame);
            }
            // A controller has nothing to ask of the centre but a sign of life.
            case QUERY, SET -> counters.reject(Rejection.UNEXPECTED_ANSWER);
        }
    }

    private void receiveAnswer(Frame frame) {
        boolean answers = inFlight != null && inFlight.isAnsweredBy(frame, request.values());
        boolean repeatsSequence = answers && frame.sequence() == request.sequence();
        if (!repeatsSequence && !(answers && mayGoByAddresses(frame))) {
            counters.reject(Rejection.UNEXPECTED_ANSWER);
            return;
        }
        sequencesRepeated = repeatsSequence ? sequencesRepeated + 1 : 0;
        vertx.cancelTimer(timer);
        Operation answered = inFlight;
        inFlight = null;
        lastRequestFailed = false;
        answered.answer(frame);
        next();
    }

    /**
     * Whether an answer with another number may be taken for the request's. Never once the controller has shown that it
     * repeats numbers: then it is a late answer to an earlier request.
     */
    private boolean mayGoByAddresses(Frame frame) {
        return !profile.strictSequence()
                && sequencesRepeated < REPEATS_THAT_SHOW_A_HABIT
                && !frame.values().isEmpty();
    }

    /** To be called about once a second. */
    void tick() {
        boolean due = profile.heartbeatMillis() > 0
                && System.nanoTime() - lastHeartbeatNanos > profile.heartbeatMillis() * 1_000_000;
        if (due && line != null) {
            lastHeartbeatNanos = System.nanoTime();
            WireProfile wire = profile.wire();
            send(Frame.heartbeat(
                    wire.version(),
                    wire.hostId(),
                    controllerId,
                    0,
                    nextSequence(),
                    FrameType.HEARTBEAT,
                    !wire.shortHeartbeat()));
        }
    }

    private int nextSequence() {
        sequence = sequence + 1 & 0xFF;
        return sequence;
    }

    private void send(Frame frame) {
        if (line != null) {
            if (line.send(FrameCodec.encode(frame))) {
                counters.sent.increment();
            } else {
                counters.reject(Rejection.LINE_FULL);
            }
        }
    }
}
