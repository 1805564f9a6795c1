package cn.haihe.ops.load;

import cn.haihe.ops.city.jt808.CenterReply;
import cn.haihe.ops.city.jt808.Jt808Terminal;
import cn.haihe.ops.city.jt808.ProtocolYear;
import cn.haihe.ops.city.jt808.TerminalFix;
import cn.haihe.ops.city.jt808.TerminalIdentity;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** One event loop's share of the terminals: it signs them on when it is deployed, then sends at an even pace. */
final class LoadLane extends AbstractVerticle {
    private static final int SIGN_ON_AT_ONCE = 100;
    private static final long TICK_MILLIS = 10;
    private static final int SENT_PER_TICK_MAX = 500;

    private final LoadPlan plan;
    private final String host;
    private final int port;
    private final int firstNumber;
    private final int count;
    private final Counts counts;
    private final List<Jt808Terminal> terminals = new ArrayList<>();
    private int nextToConnect;
    private long sent;

    /** What all lanes count together. */
    record Counts(LongAdder sent, LongAdder answeredOk, LongAdder answeredOther, LongAdder lost) {
        Counts() {
            this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
        }
    }

    LoadLane(LoadPlan plan, String host, int port, int firstNumber, int count, Counts counts) {
        this.plan = plan;
        this.host = host;
        this.port = port;
        this.firstNumber = firstNumber;
        this.count = count;
        this.counts = counts;
    }

    @Override
    public void start(Promise<Void> started) {
        NetClient client =
                vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(20_000));
        for (int i = 0; i < count; i++) {
            int number = firstNumber + i;
            ProtocolYear year = number % 2 == 0 ? ProtocolYear.Y2013 : ProtocolYear.Y2019;
            terminals.add(new Jt808Terminal(client, year, LoadPlan.phone(number), identity(number))
                    .onReply(this::count)
                    .onClose(counts.lost()::increment));
        }
        List<Future<Void>> chains = new ArrayList<>();
        for (int i = 0; i < SIGN_ON_AT_ONCE; i++) {
            chains.add(connectNext());
        }
        Future.all(chains).<Void>mapEmpty().onComplete(started);
    }

    static TerminalIdentity identity(int number) {
        return new TerminalIdentity(12, 100, "HAIHE", "load", String.format("%07d", number), 2, LoadPlan.plate(number));
    }

    private Future<Void> connectNext() {
        if (nextToConnect == count) {
            return Future.succeededFuture();
        }
        return terminals.get(nextToConnect++).connect(host, port).compose(connected -> connectNext());
    }

    private void count(CenterReply reply) {
        if (reply instanceof CenterReply.General general && general.replyMessageId() == 0x0200) {
            (general.result() == 0 ? counts.answeredOk() : counts.answeredOther()).increment();
        }
    }

    /** Sends this lane's share of the plan. */
    Future<Void> run() {
        Promise<Void> done = Promise.promise();
        context.runOnContext(now -> {
            long share = (long) plan.rate() * plan.seconds() * count / plan.connections();
            long began = System.nanoTime();
            vertx.setPeriodic(TICK_MILLIS, tick -> {
                double elapsed = (System.nanoTime() - began) / 1e9;
                long due = Math.min(share, (long) (elapsed / plan.seconds() * share));
                // What fell behind is caught up over several ticks, so that answers are read in between.
                due = Math.min(due, sent + SENT_PER_TICK_MAX);
                while (sent < due) {
                    sendNext();
                }
                if (sent == share) {
                    vertx.cancelTimer(tick);
                    done.complete();
                }
            });
        });
        return done.future();
    }

    private void sendNext() {
        int place = (int) (sent % count);
        int fix = (int) (sent / count);
        int number = firstNumber + place;
        terminals
                .get(place)
                .report(TerminalFix.driving(
                        plan.lon(number, fix),
                        plan.lat(number),
                        30,
                        90,
                        plan.firstDeviceTime().plusSeconds(fix)));
        sent++;
        counts.sent().increment();
    }
}
