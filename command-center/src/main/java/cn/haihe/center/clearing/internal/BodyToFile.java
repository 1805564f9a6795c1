package cn.haihe.center.clearing.internal;

import cn.haihe.center.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.WriteStream;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** Streams the body of a request to a file as fast as the disk takes it; what has arrived when it breaks off stays. */
@Singleton
public class BodyToFile {
    private final Vertx vertx;

    BodyToFile(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Ends when all of the body is on the disk. Fails with the problem 413 {@code file-too-large} beyond the limit.
     *
     * @param offset where in the file it is written; what was there from it on is gone
     */
    public Uni<Void> write(HttpServerRequest request, Path file, long offset, long bytesMax) {
        return Uni.createFrom()
                .emitter(emitter -> open(file, offset)
                        .compose(open -> pipe(request, open, offset, bytesMax)
                                .compose(written -> open.flush())
                                .eventually(() -> open.close()))
                        .onComplete(done -> {
                            if (done.succeeded()) {
                                emitter.complete(null);
                            } else {
                                emitter.fail(done.cause());
                            }
                        }));
    }

    private Future<AsyncFile> open(Path file, long offset) {
        return vertx.fileSystem()
                .open(file.toString(), new OpenOptions().setCreate(true).setTruncateExisting(offset == 0))
                .map(open -> open.setWritePos(offset));
    }

    private static Future<Void> pipe(HttpServerRequest request, AsyncFile file, long offset, long bytesMax) {
        return request.pipe().endOnComplete(false).to(new Bounded(file, bytesMax - offset));
    }

    /** Takes so many bytes and no more. */
    private static final class Bounded implements WriteStream<Buffer> {
        private final AsyncFile file;
        private long left;

        Bounded(AsyncFile file, long left) {
            this.file = file;
            this.left = left;
        }

        @Override
        public Future<Void> write(Buffer data) {
            left -= data.length();
            return left < 0
                    ? Future.failedFuture(new ProblemException(
                            413, "file-too-large", "File too large", "It is longer than files may be."))
                    : file.write(data);
        }

        @Override
        public void write(Buffer data, Handler<AsyncResult<Void>> handler) {
            write(data).onComplete(handler);
        }

        @Override
        public void end(Handler<AsyncResult<Void>> handler) {
            file.end(handler);
        }

        @Override
        public Bounded exceptionHandler(Handler<Throwable> handler) {
            file.exceptionHandler(handler);
            return this;
        }

        @Override
        public Bounded setWriteQueueMaxSize(int maxSize) {
            file.setWriteQueueMaxSize(maxSize);
            return this;
        }

        @Override
        public boolean writeQueueFull() {
            return file.writeQueueFull();
        }

        @Override
        public Bounded drainHandler(Handler<Void> handler) {
            file.drainHandler(handler);
            return this;
        }
    }
}
