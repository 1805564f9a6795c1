package cn.haihe.center.bus.internal;

import cn.haihe.center.bus.BusConfig;
import cn.haihe.center.bus.jt808.FrameSplitter;
import cn.haihe.center.bus.jt808.MessageView;
import cn.haihe.center.bus.jt808.ProtocolYear;
import cn.haihe.center.bus.jt808.ReplyWriter;
import cn.haihe.center.source.FeedMeter;
import cn.haihe.center.source.RejectReason;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** One event loop's share of the terminals: their connections, and what these connections share without a lock. */
final class BusLane extends AbstractVerticle {
    private static final long DRAIN_MILLIS_MAX = 2_000;

    private final BusGateway.Shared shared;
    private final BusConfig config;
    private final byte[] readScratch = FrameSplitter.newScratch();
    private final byte[] writeScratch = FrameSplitter.newScratch();
    private final MessageView message = new MessageView();
    private final Counter messages;
    private final Counter pauses;
    private final Counter unsupported;
    private PositionWriter writer;
    private LocationIntake locations;
    private NetServer server;

    BusLane(BusGateway.Shared shared) {
        this.shared = shared;
        this.config = shared.config();
        this.messages = shared.metrics().messages();
        this.pauses = shared.metrics().pauses();
        this.unsupported = shared.metrics().unsupported();
    }

    @Override
    public void start(Promise<Void> started) {
        writer = new PositionWriter(
                shared.store(),
                shared.index(),
                shared.meter(),
                context,
                config.retryInterval().toMillis());
        locations = new LocationIntake(
                shared.pipeline(),
                writer,
                shared.follower(),
                shared.meter(),
                shared.metrics().withoutFix(),
                shared.clock());
        vertx.setPeriodic(config.batchInterval().toMillis(), tick -> writer.flush(nowMillis()));
        server = vertx.createNetServer(new NetServerOptions()
                        .setTcpNoDelay(true)
                        .setTcpKeepAlive(true)
                        .setAcceptBacklog(4096)
                        .setReadIdleTimeout((int) config.idleTimeout().toMillis())
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS))
                .connectHandler(this::accept)
                .exceptionHandler(broken -> shared.metrics().closed("broken").increment());
        // A negative port is Vert.x's way to share one free port among the lanes.
        server.listen(config.port() == 0 ? -1 : config.port(), config.host())
                .<Void>map(listening -> {
                    shared.listeningOn(listening.actualPort());
                    return null;
                })
                .onComplete(started);
    }

    /** Hangs up, then gives what was accepted last a moment to reach Redis. */
    @Override
    public void stop(Promise<Void> stopped) {
        long givenUpAtMillis = nowMillis() + DRAIN_MILLIS_MAX;
        server.close().onComplete(closed -> drain(stopped, givenUpAtMillis));
    }

    private void drain(Promise<Void> stopped, long givenUpAtMillis) {
        writer.flush(nowMillis());
        if (writer.idle() || nowMillis() > givenUpAtMillis) {
            stopped.complete();
        } else {
            vertx.setTimer(10, soon -> drain(stopped, givenUpAtMillis));
        }
    }

    private void accept(NetSocket socket) {
        if (shared.metrics().connections().incrementAndGet() > config.connectionsMax()) {
            shared.metrics().connections().decrementAndGet();
            shared.meter()
                    .rejected(
                            RejectReason.OVER_LIMIT,
                            "one connection too many",
                            () -> String.valueOf(socket.remoteAddress()));
            socket.close();
            return;
        }
        TerminalConnection connection = new TerminalConnection(socket, this);
        long due = vertx.setTimer(config.authenticationTimeout().toMillis(), late -> connection.authenticationDue());
        socket.handler(connection::received);
        socket.exceptionHandler(broken -> socket.close());
        socket.closeHandler(closed -> {
            vertx.cancelTimer(due);
            shared.metrics().connections().decrementAndGet();
            connection.closed();
        });
    }

    byte[] readScratch() {
        return readScratch;
    }

    MessageView message() {
        return message;
    }

    LocationIntake locations() {
        return locations;
    }

    FeedMeter meter() {
        return shared.meter();
    }

    SignOn signOn() {
        return shared.signOn();
    }

    TerminalTrack track(String phone) {
        return shared.tracks().of(phone);
    }

    RateLimit newRateLimit() {
        return new RateLimit(config.messagesPerSecond(), config.messageBurst(), nowMillis());
    }

    ReplyWriter newReplyWriter(ProtocolYear year, byte[] phoneBytes) {
        return new ReplyWriter(year, phoneBytes, writeScratch);
    }

    int garbageMax() {
        return config.garbageMax();
    }

    /** Runs something on this lane's event loop, from any thread. */
    void run(Runnable task) {
        context.runOnContext(nothing -> task.run());
    }

    void after(long millis, Runnable task) {
        vertx.setTimer(millis, due -> task.run());
    }

    /** Of a clock that never goes back. */
    long nowMillis() {
        return System.nanoTime() / 1_000_000;
    }

    Instant now() {
        return shared.clock().instant();
    }

    void countMessage() {
        messages.increment();
    }

    void countPause() {
        pauses.increment();
    }

    void countUnsupported() {
        unsupported.increment();
    }

    void countClosed(String why) {
        shared.metrics().closed(why).increment();
    }
}
