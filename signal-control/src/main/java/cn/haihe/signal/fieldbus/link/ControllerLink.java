package cn.haihe.signal.fieldbus.link;

import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.FieldBusCounters;
import cn.haihe.signal.fieldbus.FieldFailure;
import cn.haihe.signal.fieldbus.LinkState;
import cn.haihe.signal.fieldbus.LinkTiming;
import cn.haihe.signal.fieldbus.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * One controller: its line, what waits for it, the one request that is on its way, when it was last heard. All on the
 * bus's event loop, except {@link #communication()} and {@link #state()}.
 *
 * @param <M> a message
 * @param <P> how the protocol deals with this make of controller
 */
public final class ControllerLink<M, P> {
    private static final long NEVER = 0;
    private static final int REPEATS_THAT_SHOW_A_HABIT = 3;
    private static final int SEQUENCES = 256;

    private final long controllerId;
    private final P profile;
    private final LinkTiming timing;
    private final Dialect<M> dialect;
    private final Vertx vertx;
    private final BusCounters all;
    private final BusCounters own = new BusCounters();
    private final RequestQueue<M> queue;
    private final FloodGate gate;
    /** The youngest intent of each key. */
    private final Map<String, Long> intents = new HashMap<>();

    private Line<M> line;
    private Request<M> inFlight;
    private M sent;
    private int sentSequence;
    private int attempts;
    private long timer;
    private int sequence;
    private int numbersRepeated;
    private long generations;
    private long lastHeartbeatNanos = System.nanoTime();
    private boolean closed;
    private volatile long lastHeardNanos = NEVER;
    private volatile FieldFailure lastFailure;
    private volatile int waiting;

    ControllerLink(
            long controllerId,
            P profile,
            LinkTiming timing,
            Dialect<M> dialect,
            BusLimits limits,
            Vertx vertx,
            BusCounters all) {
        this.controllerId = controllerId;
        this.profile = profile;
        this.timing = timing;
        this.dialect = dialect;
        this.vertx = vertx;
        this.all = all;
        queue = new RequestQueue<>(limits.operationsPerController());
        gate = new FloodGate(limits.framesPerSecond(), limits.framesInBurst());
    }

    public long controllerId() {
        return controllerId;
    }

    public P profile() {
        return profile;
    }

    Communication communication() {
        long heard = lastHeardNanos;
        if (heard == NEVER) {
            return Communication.UNKNOWN;
        }
        if (System.nanoTime() - heard > timing.offlineAfterMillis() * 1_000_000) {
            return Communication.OFFLINE;
        }
        FieldFailure failure = lastFailure;
        return failure == null ? Communication.ONLINE : failure.shows();
    }

    LinkState state() {
        long heard = lastHeardNanos;
        FieldBusCounters counts = own.snapshot();
        return new LinkState(
                communication(),
                heard == NEVER ? Optional.empty() : Optional.of((System.nanoTime() - heard) / 1e9),
                waiting,
                counts.framesReceived(),
                counts.framesSent(),
                counts.rejected());
    }

    /** Takes over a new line; the old one, if another, is closed. */
    void connect(Line<M> newLine) {
        if (newLine.equals(line)) {
            return;
        }
        if (line != null) {
            line.close();
        }
        line = newLine;
        if (lastFailure == FieldFailure.NOT_CONNECTED) {
            lastFailure = null;
        }
        next();
    }

    /** Intents wait for the line to come back, for a while; what only asked has failed. */
    void disconnect(Line<M> oldLine) {
        if (line != oldLine) {
            return;
        }
        line = null;
        lastFailure = FieldFailure.NOT_CONNECTED;
        Request<M> interrupted = takeInFlight();
        if (interrupted != null && interrupted.isIntent()) {
            queue.putBack(interrupted);
        } else if (interrupted != null) {
            interrupted.fail(FieldFailure.NOT_CONNECTED);
        }
        queue.removeIf(request -> !request.isIntent()).forEach(request -> request.fail(FieldFailure.NOT_CONNECTED));
        publish();
    }

    private Request<M> takeInFlight() {
        vertx.cancelTimer(timer);
        Request<M> taken = inFlight;
        inFlight = null;
        return taken;
    }

    void close() {
        closed = true;
        Line<M> open = line;
        line = null;
        Request<M> interrupted = takeInFlight();
        if (interrupted != null) {
            interrupted.fail(FieldFailure.CLOSED);
        }
        queue.removeIf(request -> true).forEach(request -> request.fail(FieldFailure.CLOSED));
        publish();
        if (open != null) {
            open.close();
        }
    }

    /** For the requests of an operation that changes something: younger ones have greater numbers. */
    public long nextGeneration() {
        return ++generations;
    }

    public Future<Outcome<M>> submit(Request<M> request) {
        Optional<FieldFailure> refusal = refusal(request);
        if (refusal.isPresent()) {
            request.fail(refusal.get());
            return request.promise().future();
        }
        Optional<Request<M>> same = queue.findSame(request);
        if (same.isPresent()) {
            return same.get().promise().future();
        }
        List<Request<M>> older = queue.removeIf(request::supersedes);
        older.forEach(outdated -> outdated.fail(FieldFailure.SUPERSEDED));
        if (older.isEmpty() && inFlight != null && request.isSameAs(inFlight)) {
            return inFlight.promise().future();
        }
        if (!queue.add(request)) {
            request.fail(FieldFailure.QUEUE_FULL);
        }
        publish();
        next();
        return request.promise().future();
    }

    private Optional<FieldFailure> refusal(Request<M> request) {
        if (closed) {
            return Optional.of(FieldFailure.CLOSED);
        }
        if (line == null && !request.isIntent()) {
            return Optional.of(FieldFailure.NOT_CONNECTED);
        }
        if (request.isIntent() && !request.key().isEmpty()) {
            long generation = request.generation().getAsLong();
            if (intents.merge(request.key(), generation, Math::max) > generation) {
                return Optional.of(FieldFailure.SUPERSEDED);
            }
        }
        return Optional.empty();
    }

    private void next() {
        if (inFlight != null || line == null) {
            return;
        }
        Optional<Request<M>> request = queue.poll();
        if (request.isPresent()) {
            inFlight = request.get();
            attempts = 0;
            sentSequence = nextSequence();
            attempt();
        }
        publish();
    }

    private void publish() {
        waiting = queue.size() + (inFlight == null ? 0 : 1);
    }

    private void attempt() {
        attempts++;
        sent = inFlight.message().apply(sentSequence);
        send(sent);
        timer = vertx.setTimer(timing.requestTimeoutMillis(), id -> timedOut());
    }

    private void timedOut() {
        if (inFlight == null) {
            return;
        }
        boolean givesWay = inFlight.priority() == Priority.POLL && queue.hasMoreUrgentThan(Priority.POLL);
        if (attempts <= timing.retries() && line != null && !givesWay) {
            attempt();
            return;
        }
        Request<M> lost = inFlight;
        inFlight = null;
        lastFailure = FieldFailure.TIMED_OUT;
        lost.fail(FieldFailure.TIMED_OUT);
        next();
    }

    /** To be asked of each message that arrives, first of all. @return false where it comes from a flood */
    boolean admits() {
        long now = System.nanoTime();
        if (!gate.lets(now)) {
            reject(Rejection.FLOOD);
            return false;
        }
        own.received.increment();
        lastHeardNanos = Math.max(1, now);
        return true;
    }

    public void reject(Enum<?> reason) {
        all.reject(reason);
        own.reject(reason);
    }

    /** A message that answers something. */
    public void answer(M answer) {
        Dialect.Match match = inFlight == null ? Dialect.Match.NONE : dialect.match(sent, answer);
        // Never by content once the controller has shown that it repeats numbers: then it is late, and answers an
        // earlier request.
        boolean known = match == Dialect.Match.BY_NUMBER
                || match == Dialect.Match.BY_CONTENT && numbersRepeated < REPEATS_THAT_SHOW_A_HABIT;
        if (!known) {
            reject(Rejection.UNEXPECTED_ANSWER);
            return;
        }
        numbersRepeated = match == Dialect.Match.BY_NUMBER ? numbersRepeated + 1 : 0;
        Request<M> answered = takeInFlight();
        lastFailure = null;
        answered.answer(answer);
        next();
    }

    /** An answer came that makes no sense. */
    public void misunderstand() {
        lastFailure = FieldFailure.UNINTELLIGIBLE;
    }

    /** To be called about once a second. */
    void tick() {
        long now = System.nanoTime();
        if (line == null) {
            queue.removeIf(request -> now - request.bornNanos() > timing.intentMillis() * 1_000_000)
                    .forEach(request -> request.fail(FieldFailure.NOT_CONNECTED));
            publish();
            return;
        }
        if (timing.heartbeatMillis() > 0 && now - lastHeartbeatNanos > timing.heartbeatMillis() * 1_000_000) {
            lastHeartbeatNanos = now;
            dialect.heartbeat(controllerId, nextSequence()).ifPresent(this::send);
        }
    }

    private int nextSequence() {
        sequence = (sequence + 1) % SEQUENCES;
        return sequence;
    }

    /** Sends a message that wants no answer. @return false where there is no line, or it is too full */
    public boolean send(M message) {
        if (line == null) {
            return false;
        }
        boolean goes = line.send(message);
        if (goes) {
            all.sent.increment();
            own.sent.increment();
        } else {
            reject(Rejection.LINE_FULL);
        }
        return goes;
    }

    /** The same, numbered; nothing where the message is none. */
    boolean send(IntFunction<Optional<M>> message) {
        return line != null && message.apply(nextSequence()).filter(this::send).isPresent();
    }
}
