package cn.haihe.center.clearing.internal;

import cn.haihe.card.blacklist.Blacklist;
import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.clearing.file.FileClearing;
import cn.haihe.card.clearing.file.FileConflictException;
import cn.haihe.card.clearing.file.FilePosting;
import cn.haihe.card.clearing.file.FileRegister;
import cn.haihe.card.clearing.file.ReceivedFile;
import cn.haihe.card.clearing.file.RulesInForce;
import cn.haihe.card.clearing.file.Upload;
import cn.haihe.card.clearing.file.Uploads;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.RuleBook;
import cn.haihe.card.contract.Rules;
import cn.haihe.card.contract.SigningKey;
import cn.haihe.card.exchange.BatchFault;
import cn.haihe.card.exchange.BatchVerifier;
import cn.haihe.card.exchange.Sm2;
import cn.haihe.card.exchange.UnfitBatchException;
import cn.haihe.card.fare.FareBook;
import cn.haihe.card.reconciliation.Reconciliation;
import cn.haihe.card.reconciliation.Reconciliation.WaitingFile;
import cn.haihe.card.tac.SecurityModule;
import cn.haihe.center.clearing.ClearingConfig;
import cn.haihe.center.clearing.rules.RuleBooks;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Brings every file that was sent to its end, a few at once: verified, registered, cleared, posted. What is to be done stands
 * in the database; after whatever ended a hub the next one goes on, and what cannot be done now is tried again.
 */
@Singleton
public class FileWork {
    private static final Logger LOG = Logger.getLogger(FileWork.class);
    private static final int LOOKED_AT = 1_000;
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

    private final Uploads uploads;
    private final UploadFolder folder;
    private final FileRegister register;
    private final FilePosting posting;
    private final CardDatabase database;
    private final CardKeys cardKeys;
    private final RuleBooks books;
    private final ClearingRules rules;
    private final FareBook fares;
    private final Blacklist blacklist;
    private final ClearingConfig config;
    private final Reconciliation reconciliation;
    private final Clock clock;
    private final ExecutorService threads;
    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();

    FileWork(
            Uploads uploads,
            UploadFolder folder,
            FileRegister register,
            FilePosting posting,
            CardDatabase database,
            CardKeys cardKeys,
            RuleBooks books,
            ClearingRules rules,
            FareBook fares,
            Blacklist blacklist,
            ClearingConfig config,
            Reconciliation reconciliation,
            Clock clock) {
        this.reconciliation = reconciliation;
        this.clock = clock;
        this.uploads = uploads;
        this.folder = folder;
        this.register = register;
        this.posting = posting;
        this.database = database;
        this.cardKeys = cardKeys;
        this.books = books;
        this.config = config;
        this.rules = rules;
        this.fares = fares;
        this.blacklist = blacklist;
        threads = Executors.newFixedThreadPool(config.filesAtOnce(), work -> new Thread(work, "card-file"));
    }

    /** By the key that held on the day on which the file arrived. */
    private static void check(Rules rules, String sender, int version, byte[] signed, String signature) {
        SigningKey key = rules.findSigningKey(new Institution(sender), version)
                .filter(found -> found.algorithm() == SigningKey.Algorithm.SM2)
                .orElseThrow(() -> new UnfitBatchException(
                        BatchFault.UNKNOWN_KEY, sender + " registered no key of version " + version));
        if (!Sm2.isSigned(key.publicKey(), signed, signature)) {
            throw new UnfitBatchException(BatchFault.WRONG_SIGNATURE, "not signed by " + sender);
        }
    }

    /** Before the doors open, so that nobody sends the same meanwhile. */
    void recover(@Observes StartupEvent starting) throws IOException {
        for (Upload upload : await(uploads.listUndone(LOOKED_AT))) {
            if (upload.state() == Upload.State.RECEIVED) {
                folder.recover(upload.sender(), upload.name(), upload.sha256());
            }
        }
    }

    @Scheduled(
            every = "${haihe.clearing.look-every:30s}",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return uploads.listUndone(LOOKED_AT)
                .invoke(undone -> undone.forEach(this::begin))
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("cannot look for files to clear: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Begins as soon as a thread is free; at most {@value #LOOKED_AT} wait, further ones until they are looked for. */
    public void begin(Upload upload) {
        if (underWay.size() < LOOKED_AT && underWay.add(upload.sequence())) {
            threads.execute(() -> {
                try {
                    bringToItsEnd(upload);
                } finally {
                    underWay.remove(upload.sequence());
                }
            });
        }
    }

    private void bringToItsEnd(Upload upload) {
        try {
            Path path = folder.batch(upload.sender(), upload.name());
            ReceivedFile file = upload.cleared()
                    .map(cleared -> received(upload, cleared, path))
                    .orElse(null);
            if (file == null) {
                file = verify(upload, path);
            }
            if (file != null && hasRules(upload, file) && clear(file)) {
                await(posting.post(file));
                await(uploads.setWaiting(upload, ""));
                LOG.infof("cleared %s of %s, %d records", upload.name(), upload.sender(), file.records());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException | SQLException | RuntimeException e) {
            LOG.warnf("%s of %s waits: %s", upload.name(), upload.sender(), e);
            tellWhy(upload, e);
        }
    }

    /** @return null where it was refused */
    private ReceivedFile verify(Upload upload, Path path) throws IOException {
        Rules atArrival = books.loadNow().asOf(LocalDate.ofInstant(upload.receivedAt(), rules.zone()));
        BatchVerifier verifier = new BatchVerifier(
                atArrival.institutionCodes(),
                config.fileMax().asLongValue(),
                (sender, version, signed, signature) -> check(atArrival, sender, version, signed, signature));
        try {
            BatchVerifier.Verified verified = verifier.verify(path, upload.sender(), upload.name());
            ReceivedFile file =
                    await(register.register(path, verified.header(), verified.trailer(), upload.receivedAt()));
            await(uploads.setVerified(upload, file));
            return file;
        } catch (UnfitBatchException e) {
            refuse(upload, e.fault(), e.getMessage());
            return null;
        } catch (FileConflictException e) {
            refuse(upload, BatchFault.NAME_REUSED, e.getMessage());
            return null;
        }
    }

    private void refuse(Upload upload, BatchFault fault, String detail) {
        LOG.warnf("%s of %s is refused: %s", upload.name(), upload.sender(), detail);
        await(uploads.setRefused(upload, fault, detail));
    }

    /**
     * Records that nothing is known of would be refused for good: without rules for its sender on its business day a file waits,
     * and after a while for a person.
     */
    private boolean hasRules(Upload upload, ReceivedFile file) {
        if (books.loadNow()
                .asOf(file.businessDay())
                .find(file.acquirer().code())
                .isPresent()) {
            return true;
        }
        Instant until = file.receivedAt().plus(config.rulesWaitMax());
        boolean isOverdue = clock.instant().isAfter(until);
        String why = "no rules hold for " + file.acquirer() + " on " + file.businessDay()
                + (isOverdue ? "; a person has to decide" : "; it waits for them until " + until);
        LOG.warnf("%s of %s waits: %s", upload.name(), upload.sender(), why);
        await(uploads.setWaiting(upload, why));
        if (isOverdue) {
            await(reconciliation.tellWithoutRules(new WaitingFile(
                    file.id(), file.acquirer(), upload.name(), file.businessDay(), file.records(), why)));
        }
        return false;
    }

    private boolean clear(ReceivedFile file) throws IOException, SQLException, InterruptedException {
        // After the file was registered: what holds on its business day cannot change any more.
        RuleBook book = books.loadNow();
        SecurityModule keys = cardKeys.open(book.asOf(file.businessDay()).institutionCodes());
        try {
            RulesInForce inForce = new RulesInForce(book, rules, fares, blacklist.load(file.acquirer()));
            return new FileClearing(database.source(), () -> inForce, keys).clear(file);
        } finally {
            if (keys instanceof AutoCloseable closeable) {
                close(closeable);
            }
        }
    }

    private static void close(AutoCloseable keys) {
        try {
            keys.close();
        } catch (Exception e) {
            LOG.debugf("closing the security module: %s", e);
        }
    }

    private void tellWhy(Upload upload, Exception why) {
        try {
            await(uploads.setWaiting(upload, why.getMessage() == null ? why.toString() : why.getMessage()));
        } catch (RuntimeException e) {
            LOG.debugf("nor can it be written down: %s", e);
        }
    }

    /** A file that was verified, as clearing wants it. */
    public static ReceivedFile received(Upload upload, Upload.Cleared cleared, Path path) {
        return new ReceivedFile(
                cleared.fileId(),
                path,
                new Institution(upload.sender()),
                cleared.businessDay(),
                cleared.records(),
                cleared.registeredAt());
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(ANSWER_MAX);
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(10, TimeUnit.SECONDS);
    }
}
