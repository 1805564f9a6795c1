package cn.haihe.center.clearing.internal;

import cn.haihe.center.problem.ProblemException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.util.function.Function;

/**
 * Writes one piece after the other has been written, and no more than a limit. Begun at once, as an asynchronous file does by
 * itself, a later piece may be on the disk and an earlier one not: a hub that is killed then leaves a hole, and the file's length
 * says nothing of how much of it has arrived.
 */
final class OrderedWrites implements WriteStream<Buffer> {
    private final Function<Buffer, Future<Void>> disk;
    private long left;
    private Future<Void> last = Future.succeededFuture();
    private int waitingBytes;
    private int waitingMax = 1 << 18;
    private Handler<Void> drained;

    /** @param bytesMax beyond which writes fail with the problem 413 {@code file-too-large} */
    OrderedWrites(Function<Buffer, Future<Void>> disk, long bytesMax) {
        this.disk = disk;
        left = bytesMax;
    }

    @Override
    public synchronized Future<Void> write(Buffer data) {
        left -= data.length();
        if (left < 0) {
            return Future.failedFuture(
                    new ProblemException(413, "file-too-large", "File too large", "It is longer than files may be."));
        }
        waitingBytes += data.length();
        last = last.compose(written -> disk.apply(data)).onComplete(written -> forget(data.length()));
        return last;
    }

    @Override
    public void write(Buffer data, Handler<AsyncResult<Void>> handler) {
        write(data).onComplete(handler);
    }

    private void forget(int bytes) {
        synchronized (this) {
            waitingBytes -= bytes;
        }
        tellDrained();
    }

    private void tellDrained() {
        Handler<Void> told = null;
        synchronized (this) {
            if (waitingBytes <= waitingMax / 2) {
                told = drained;
                drained = null;
            }
        }
        if (told != null) {
            told.handle(null);
        }
    }

    /** Of all that was given so far. */
    synchronized Future<Void> allWritten() {
        return last;
    }

    @Override
    public void end(Handler<AsyncResult<Void>> handler) {
        allWritten().onComplete(handler);
    }

    /** Failures are told by each write. */
    @Override
    public OrderedWrites exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public synchronized OrderedWrites setWriteQueueMaxSize(int maxSize) {
        waitingMax = maxSize;
        return this;
    }

    @Override
    public synchronized boolean writeQueueFull() {
        return waitingBytes >= waitingMax;
    }

    @Override
    public OrderedWrites drainHandler(Handler<Void> handler) {
        synchronized (this) {
            drained = handler;
        }
        tellDrained();
        return this;
    }
}
