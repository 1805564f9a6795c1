package cn.haihe.ops.city.bus;

import cn.haihe.ops.city.hub.Backoff;
import cn.haihe.ops.city.jt808.Jt808Terminal;
import cn.haihe.ops.city.jt808.TerminalFix;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Keeps a bus in touch with the centre: dials, dials again after a while when the link is gone, and reports. While the
 * centre is away it keeps the latest fixes and sends them as a blind-area batch when it is back; older ones are lost, as
 * in a terminal's small memory. On one event loop.
 */
final class BusLink {
    private static final int KEPT_FIXES = 20;
    private static final long HANDSHAKE_MILLIS = 20_000;
    private static final long HEARTBEAT_SECONDS = 60;

    private final Vertx vertx;
    private final FleetAddress address;
    private final Bus bus;
    private final Jt808Terminal terminal;
    private final Backoff backoff;
    private final FleetCounts counts;
    private final ArrayDeque<TerminalFix> kept = new ArrayDeque<>(KEPT_FIXES);
    private boolean dialling;
    private boolean stopped;
    private Instant nextReport = Instant.EPOCH;
    private Instant nextHeartbeat = Instant.EPOCH;

    BusLink(Vertx vertx, NetClient client, FleetAddress address, Bus bus, FleetCounts counts) {
        this.vertx = vertx;
        this.address = address;
        this.bus = bus;
        this.counts = counts;
        backoff = new Backoff(new Random(bus.phone().hashCode()));
        terminal = new Jt808Terminal(client, bus.protocol(), bus.phone(), bus.identity());
    }

    Bus bus() {
        return bus;
    }

    boolean connected() {
        return terminal.authenticated();
    }

    /** So that the fleet does not report in step. */
    void firstReport(Instant at) {
        nextReport = at;
        nextHeartbeat = at.plusSeconds(HEARTBEAT_SECONDS);
    }

    /** Reports if it is time to. */
    void tick(Instant now, long periodMillis) {
        if (!bus.inService()) {
            if (terminal.authenticated()) {
                terminal.logout();
            }
            return;
        }
        if (!terminal.authenticated() && !dialling && !stopped) {
            dial(0);
        }
        if (now.isBefore(nextReport)) {
            return;
        }
        nextReport = nextReport.plusMillis(periodMillis).isAfter(now) ? nextReport.plusMillis(periodMillis) : now;
        TerminalFix fix = bus.fix(now);
        if (!terminal.authenticated() || terminal.congested()) {
            keep(fix);
            return;
        }
        if (!kept.isEmpty()) {
            List<TerminalFix> missed = new ArrayList<>(kept);
            kept.clear();
            terminal.reportMissed(missed);
            counts.missedSent(missed.size());
        }
        terminal.report(fix);
        counts.reported();
        if (!now.isBefore(nextHeartbeat)) {
            nextHeartbeat = now.plusSeconds(HEARTBEAT_SECONDS);
            terminal.heartbeat();
        }
    }

    private void keep(TerminalFix fix) {
        if (kept.size() == KEPT_FIXES) {
            kept.removeFirst();
            counts.lost();
        }
        kept.addLast(fix);
    }

    /** Starts to dial after so many milliseconds, at most once at a time. */
    void dial(long delayMillis) {
        dialling = true;
        vertx.setTimer(Math.max(1, delayMillis), timer -> {
            if (stopped) {
                dialling = false;
                return;
            }
            long deadline = vertx.setTimer(HANDSHAKE_MILLIS, late -> terminal.drop());
            terminal.connect(address.host(), address.port()).onComplete(result -> {
                vertx.cancelTimer(deadline);
                if (result.succeeded()) {
                    backoff.succeeded();
                    dialling = false;
                } else {
                    counts.refused(result.cause().getMessage());
                    terminal.drop();
                    dial(backoff.failedMillis());
                }
            });
        });
    }

    void stop() {
        stopped = true;
        terminal.logout();
    }
}
