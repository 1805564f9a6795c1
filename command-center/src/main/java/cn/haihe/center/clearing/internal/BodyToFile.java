package cn.haihe.center.clearing.internal;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/**
 * Streams the body of a request to a file as fast as the disk takes it. What has arrived when it breaks off stays, without a hole,
 * so that the file's length says where to go on, also after a hub that was killed.
 */
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

    /** Ends when nothing is being written any more, also where it fails. */
    private static Future<Void> pipe(HttpServerRequest request, AsyncFile file, long offset, long bytesMax) {
        OrderedWrites writes = new OrderedWrites(file::write, bytesMax - offset);
        return request.pipe()
                .endOnComplete(false)
                .to(writes)
                .eventually(writes::allWritten)
                .compose(piped -> writes.allWritten());
    }
}
