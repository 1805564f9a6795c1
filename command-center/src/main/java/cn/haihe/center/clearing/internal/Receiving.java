package cn.haihe.center.clearing.internal;

import cn.haihe.card.clearing.file.Upload;
import cn.haihe.card.clearing.file.Uploads;
import cn.haihe.card.contract.Institution;
import cn.haihe.center.clearing.ClearingConfig;
import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Takes files in, whole or piece by piece, a bounded number of each institution at once. */
@Singleton
public class Receiving {
    private final Uploads uploads;
    private final UploadFolder folder;
    private final BodyToFile bodies;
    private final FileWork work;
    private final ClearingConfig config;
    private final Clock clock;
    private final Executor disk = Infrastructure.getDefaultWorkerPool();
    private final Set<Key> arriving = ConcurrentHashMap.newKeySet();

    Receiving(
            Uploads uploads,
            UploadFolder folder,
            BodyToFile bodies,
            FileWork work,
            ClearingConfig config,
            Clock clock) {
        this.uploads = uploads;
        this.folder = folder;
        this.bodies = bodies;
        this.work = work;
        this.config = config;
        this.clock = clock;
    }

    private record Key(String sender, String name) {}

    /** @param isNew false where the same was there already */
    public record Received(Upload upload, boolean isNew) {}

    /** Takes a whole file, from its first byte on. */
    public Uni<Received> whole(HttpServerRequest request, Institution sender, String name, String by) {
        Key key = new Key(sender.code(), name);
        return alone(
                key,
                prepared(key)
                        .chain(() -> bodies.write(request, folder.part(key.sender, name), 0, bytesMax()))
                        .chain(() -> complete(key, by)));
    }

    /**
     * Takes a piece that begins at the offset, which must be where what arrived so far ends.
     *
     * @return how many bytes have arrived now
     */
    public Uni<Long> piece(HttpServerRequest request, Institution sender, String name, long offset) {
        Key key = new Key(sender.code(), name);
        return alone(
                key,
                prepared(key)
                        .chain(() -> arrived(key))
                        .invoke(arrived -> {
                            if (arrived != offset) {
                                throw new ProblemException(Problem.of(
                                                409,
                                                "offset-conflict",
                                                "Offset conflict",
                                                arrived + " bytes have arrived; go on there.")
                                        .with("uploadOffset", arrived));
                            }
                        })
                        .chain(() -> bodies.write(request, folder.part(key.sender, name), offset, bytesMax()))
                        .chain(() -> arrived(key)));
    }

    /** All pieces have arrived. */
    public Uni<Received> finish(Institution sender, String name, String by) {
        Key key = new Key(sender.code(), name);
        return alone(key, complete(key, by));
    }

    public Uni<Long> arrived(Institution sender, String name) {
        return arrived(new Key(sender.code(), name));
    }

    private Uni<Long> arrived(Key key) {
        return onDisk(() -> folder.partBytes(key.sender, key.name));
    }

    private Uni<Void> prepared(Key key) {
        return onDisk(() -> {
            folder.prepare(key.sender);
            return null;
        });
    }

    private long bytesMax() {
        return config.fileMax().asLongValue();
    }

    private <T> Uni<T> alone(Key key, Uni<T> act) {
        return Uni.createFrom().deferred(() -> {
            long others = arriving.stream()
                    .filter(other -> other.sender.equals(key.sender))
                    .count();
            if (others >= config.uploadsPerInstitution()) {
                throw new ProblemException(
                        429,
                        "too-many-uploads",
                        "Too many uploads",
                        key.sender + " has " + others + " files arriving; no more at once.");
            }
            if (!arriving.add(key)) {
                throw new ProblemException(
                        409, "upload-under-way", "Upload under way", key.name + " is arriving by another request.");
            }
            return act.eventually(() -> arriving.remove(key));
        });
    }

    private Uni<Received> complete(Key key, String by) {
        Instant now = clock.instant();
        return onDisk(() -> new Part(
                        Files.size(folder.part(key.sender, key.name)),
                        UploadFolder.sha256(folder.part(key.sender, key.name))))
                .chain(part -> uploads.keep(key.sender, key.name, part.bytes, part.sha256, now, by)
                        .call(isNew -> isNew ? settle(key) : settleIfLost(key, part))
                        .chain(isNew -> uploads.find(key.sender, key.name)
                                .map(found -> new Received(found.orElseThrow(), isNew)))
                        .invoke(received -> {
                            if (!received.upload().sha256().equals(part.sha256)) {
                                throw new ProblemException(
                                        409,
                                        "file-conflict",
                                        "File conflict",
                                        key.name + " was sent before with other bytes; those stand.");
                            }
                        }))
                .invoke(received -> work.begin(received.upload()));
    }

    private record Part(long bytes, String sha256) {}

    private Uni<Void> settle(Key key) {
        return onDisk(() -> {
            folder.finish(key.sender, key.name);
            return null;
        });
    }

    /** What was sent before stands; sent again, the same takes the place of a file that is gone from the disk. */
    private Uni<Void> settleIfLost(Key key, Part part) {
        return uploads.find(key.sender, key.name)
                .chain(stands -> onDisk(() -> {
                    boolean lost = Files.notExists(folder.batch(key.sender, key.name));
                    if (lost && stands.orElseThrow().sha256().equals(part.sha256)) {
                        folder.finish(key.sender, key.name);
                    } else {
                        Files.deleteIfExists(folder.part(key.sender, key.name));
                    }
                    return null;
                }));
    }

    private <T> Uni<T> onDisk(DiskAct<T> act) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        return act.call();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .runSubscriptionOn(disk);
    }

    private interface DiskAct<T> {
        T call() throws IOException;
    }
}
