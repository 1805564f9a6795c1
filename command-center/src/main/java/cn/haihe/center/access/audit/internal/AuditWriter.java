package cn.haihe.center.access.audit.internal;

import cn.haihe.center.access.audit.AuditEvent;
import cn.haihe.center.access.audit.AuditLog;
import cn.haihe.center.access.audit.internal.AuditStore.Pending;
import cn.haihe.center.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * One writer, so that the chain has one order. Records wait in a bounded queue and are appended by the batch; a batch that
 * fails is tried again until the database takes it, and meanwhile audited acts are refused.
 */
@Singleton
class AuditWriter implements AuditLog {
    static final int QUEUE_MAX = 4_096;
    private static final Logger LOG = Logger.getLogger(AuditWriter.class);
    private static final int BATCH_MAX = 256;
    private static final Duration ANSWER_TIME_OUT = Duration.ofSeconds(5);
    /** While nothing is written, a refused act need not wait to hear that again. */
    private static final Duration NO_WAIT = Duration.ofMillis(1);

    private static final Duration APPEND_TIME_OUT = Duration.ofSeconds(10);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_WRITES_TIME_OUT = Duration.ofSeconds(5);

    private final AuditStore store;
    private final Clock clock;
    private final ArrayBlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final AtomicBoolean writing = new AtomicBoolean();
    private volatile boolean failing;

    @Inject
    AuditWriter(AuditStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void checkWritable() {
        if (failing || queue.remainingCapacity() == 0) {
            throw unavailable();
        }
    }

    @Override
    public Uni<Void> record(AuditEvent event) {
        return Uni.createFrom()
                .<Void>emitter(answer -> {
                    var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
                    if (queue.offer(new Waiting(new Pending(UUID.randomUUID(), at, event), answer))) {
                        writeUnlessWriting();
                    } else {
                        LOG.errorf("no room for an audit record: %s", event);
                        answer.fail(unavailable());
                    }
                })
                .ifNoItem()
                .after(failing ? NO_WAIT : ANSWER_TIME_OUT)
                .failWith(AuditWriter::unavailable);
    }

    private void writeUnlessWriting() {
        if (writing.compareAndSet(false, true)) {
            writeNext();
        }
    }

    private void writeNext() {
        var batch = new ArrayList<Waiting>();
        queue.drainTo(batch, BATCH_MAX);
        if (!batch.isEmpty()) {
            write(batch);
            return;
        }
        writing.set(false);
        if (!queue.isEmpty()) {
            writeUnlessWriting();
        }
    }

    private void write(List<Waiting> batch) {
        store.append(batch.stream().map(Waiting::pending).toList())
                .ifNoItem()
                .after(APPEND_TIME_OUT)
                .fail()
                .onFailure()
                .invoke(e -> {
                    if (!failing) {
                        LOG.error("audit records cannot be written; audited acts are refused until they can", e);
                    }
                    failing = true;
                })
                .onFailure()
                .retry()
                .withBackOff(RETRY_PAUSE, RETRY_PAUSE)
                .indefinitely()
                .subscribe()
                .with(done -> {
                    if (failing) {
                        LOG.info("audit records are written again");
                    }
                    failing = false;
                    batch.forEach(waiting -> waiting.answer().complete(null));
                    writeNext();
                });
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        long giveUpAt = System.nanoTime() + LAST_WRITES_TIME_OUT.toNanos();
        while (writing.get() && System.nanoTime() < giveUpAt) {
            Thread.sleep(20);
        }
        if (writing.get()) {
            queue.forEach(lost -> LOG.errorf("audit record not written: %s", lost.pending()));
        }
    }

    private static ProblemException unavailable() {
        return new ProblemException(
                503, "audit-unavailable", "Audit unavailable", "Acts that must be recorded are refused for now.");
    }

    private record Waiting(Pending pending, UniEmitter<? super Void> answer) {}
}
