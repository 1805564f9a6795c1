package cn.haihe.card;

import cn.haihe.card.clearing.PositionQuery;
import cn.haihe.card.clearing.Positions;
import cn.haihe.card.clearing.file.FileAnswers;
import cn.haihe.card.clearing.file.FileClearing;
import cn.haihe.card.clearing.file.FilePosting;
import cn.haihe.card.clearing.file.FileRegister;
import cn.haihe.card.clearing.file.ReceivedFile;
import cn.haihe.card.clearing.search.FoundRecord;
import cn.haihe.card.clearing.search.RecordSearch;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.ThreeInstitutions;
import cn.haihe.card.exchange.BatchFault;
import cn.haihe.card.exchange.BatchFileReader;
import cn.haihe.card.exchange.BatchTrailer;
import cn.haihe.card.exchange.Sm2;
import cn.haihe.card.exchange.UnfitBatchException;
import cn.haihe.card.fare.ThreeCities;
import cn.haihe.card.ledger.AccountKind;
import cn.haihe.card.ledger.Balances;
import cn.haihe.card.ledger.Ledger;
import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.settlement.Settlement;
import cn.haihe.card.settlement.internal.PostgresSettlement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.Function;
import java.util.function.LongPredicate;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** All that takes a day's signed files to its netted positions, as a hub has it, over a database that is there. */
public final class DayServer implements AutoCloseable {
    public static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Duration TIME_OUT = Duration.ofMinutes(2);
    private static final int BLOCK = 16_384;

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final FileRegister register;
    private final FilePosting posting;
    private final Clock clock;
    private final Settlement settlement;
    private final LongPredicate isHere;
    private final PGSimpleDataSource database = new PGSimpleDataSource();

    public DayServer(int port, String databaseName, Clock clock) {
        this(port, databaseName, clock, card -> true);
    }

    /** @param isHere which cards are this server's */
    public DayServer(int port, String databaseName, Clock clock, LongPredicate isHere) {
        this.isHere = isHere;
        this.clock = clock;
        database.setPortNumbers(new int[] {port});
        database.setDatabaseName(databaseName);
        database.setUser(CardSchema.HUB);
        pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(new PgConnectOptions()
                        .setHost("localhost")
                        .setPort(port)
                        .setDatabase(databaseName)
                        .setUser(CardSchema.HUB)
                        .setPassword("postgres"))
                .using(vertx)
                .build();
        Ledger ledger = Ledger.inPostgres();
        settlement = new PostgresSettlement(pool, ledger, TestRules.calendar(), ThreeCities.fares(), clock);
        register = new FileRegister(pool, settlement);
        posting = new FilePosting(pool, ledger, clock);
    }

    /** From a signed file to its money in the ledger; whatever of it was done before stays as it is. */
    public ReceivedFile take(Path path, Function<String, String> publicKeyOf) throws Exception {
        BatchTrailer trailer;
        BatchFileReader verified;
        try (BatchFileReader reader = new BatchFileReader(Files.newInputStream(path), SimulatedDay.CODES)) {
            RecordBlock block = new RecordBlock(BLOCK);
            while (reader.next(block)) {
                if (block.size == 0) {
                    throw new IllegalStateException("an empty block");
                }
            }
            trailer = reader.verify((sender, version, signed, signature) -> {
                if (!Sm2.isSigned(publicKeyOf.apply(sender), signed, signature)) {
                    throw new UnfitBatchException(BatchFault.WRONG_SIGNATURE, sender);
                }
            });
            verified = reader;
        }
        ReceivedFile file = await(register.register(path, verified.header(), trailer, clock.instant()));
        // A security module serves one thread.
        if (new FileClearing(database, TestRules::all, SimulatedDay.testKeys(), isHere).clear(file)) {
            await(posting.post(file));
        }
        return file;
    }

    /** Writes the answer to a file that was taken. */
    public void answer(ReceivedFile file, OutputStream out, String privateKey) throws Exception {
        new FileAnswers(database)
                .write(file, "answer", LocalDateTime.ofInstant(clock.instant(), CHINA), out, privateKey, 1);
    }

    public FoundRecord find(long card, int counter) {
        return await(new RecordSearch(pool).find(card, counter)).orElseThrow();
    }

    public long balanceFen(String owner, AccountKind kind) {
        return await(new Balances(pool).balanceFen(new Institution(owner), kind));
    }

    public DataSource database() {
        return database;
    }

    public Positions positions(LocalDate day) {
        return await(new PositionQuery(pool, any -> ThreeInstitutions.book().asOf(any)).getPositions(day));
    }

    public void close(LocalDate day) {
        await(settlement.close(day, "bench"));
    }

    public void net(LocalDate day) {
        close(day);
        await(settlement.seal(day, "bench"));
        await(settlement.net(day, "bench"));
    }

    public static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TIME_OUT);
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
    }
}
