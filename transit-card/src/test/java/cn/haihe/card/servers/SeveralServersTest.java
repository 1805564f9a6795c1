package cn.haihe.card.servers;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.card.CardSchema;
import cn.haihe.card.DayServer;
import cn.haihe.card.SimulatedDay;
import cn.haihe.card.audit.ClearingAudit;
import cn.haihe.card.clearing.Positions;
import cn.haihe.card.clearing.file.SharedTerminals;
import cn.haihe.card.contract.CardRanges;
import cn.haihe.card.contract.ThreeInstitutions;
import cn.haihe.card.exchange.BatchFileReader;
import cn.haihe.card.exchange.BatchFileWriter;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.card.exchange.BatchInput;
import cn.haihe.card.exchange.Sm2;
import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.tac.SoftwareModule;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One day cleared on two PostgreSQL servers, each with the cards of its provinces, against the same day on one. */
class SeveralServersTest {
    private static final LocalDate DAY = LocalDate.now(DayServer.CHINA).minusDays(1);
    private static final String KEY = "7".repeat(64);
    private static final int RECORDS = 2_500;
    private static final int CONTRADICTED = 60;

    @TempDir
    Path folder;

    private final List<Path> files = new ArrayList<>();

    @Test
    void netToWhatOneServerNetsTo() throws Exception {
        writeDay();
        CardRanges ranges = ThreeInstitutions.book().asOf(DAY).ranges();
        int tianjin = SimulatedDay.CODES.indexOf("TIANJIN");
        LongPredicate isTianjins = card -> ranges.issuerOf(card) == tianjin;
        try (EmbeddedPostgres first = start();
                EmbeddedPostgres second = start();
                DayServer all = server(first, "whole", card -> true);
                DayServer one = server(first, "tianjin", isTianjins);
                DayServer other = server(second, "others", isTianjins.negate())) {
            for (DayServer server : List.of(all, one, other)) {
                for (Path file : files) {
                    server.take(file, sender -> Sm2.publicKey(KEY));
                }
                server.close(DAY);
            }
            int reused = new SharedTerminals(List.of(one.database(), other.database())).tellReused(DAY);
            assertThat(reused).as("terminals' transactions of cards of both").isPositive();
            for (DayServer server : List.of(all, one, other)) {
                server.net(DAY);
            }
            Positions joined = Positions.join(List.of(one.positions(DAY), other.positions(DAY)));
            assertThat(joined).isEqualTo(all.positions(DAY));
            assertThat(joined.positions()).anyMatch(position -> position.netFen() != 0);
            for (String column : new String[] {"accepted", "rejected", "suspended"}) {
                String sum = "SELECT coalesce(sum(" + column + "), 0) FROM card_chunk";
                assertThat(number(one, sum) + number(other, sum)).as(column).isEqualTo(number(all, sum));
            }
            String excepted = "SELECT count(*) FROM card_exception";
            assertThat(number(one, excepted) + number(other, excepted)).isEqualTo(number(all, excepted));
            assertThat(number(one, "SELECT sum(elsewhere) FROM card_chunk")
                            + number(other, "SELECT sum(elsewhere) FROM card_chunk"))
                    .as("every line is on one of the two")
                    .isEqualTo(number(all, "SELECT sum(records) FROM card_chunk"));
            assertThat(number(one, "SELECT count(*) FROM card_suspension WHERE by_file_id IS NOT NULL"))
                    .isPositive();
            for (DayServer server : List.of(all, one, other)) {
                assertThat(audit(server)).doesNotContain("BROKEN").contains("was sent");
            }
        }
    }

    /** Files of three senders; terminals that two files have in common; one told twice; one that contradicts another. */
    private void writeDay() throws IOException {
        for (String sender : SimulatedDay.CODES) {
            for (int seed = 1; seed <= 2; seed++) {
                BatchHeader header = header(sender, sender + "-" + seed);
                Path file = folder.resolve(header.name());
                new SimulatedDay(DAY, seed + 10L * SimulatedDay.CODES.indexOf(sender), SimulatedDay.testKeys())
                        .write(file, header, RECORDS, KEY, 1);
                files.add(file);
            }
        }
        rewrite("again", false);
        rewrite("otherwise", true);
    }

    private void rewrite(String name, boolean otherwise) throws IOException {
        RecordBlock block = new RecordBlock(CONTRADICTED);
        try (BatchFileReader reader =
                new BatchFileReader(BatchInput.open(folder.resolve("TIANJIN-1"), Long.MAX_VALUE), SimulatedDay.CODES)) {
            reader.next(block);
        }
        SoftwareModule cards = SimulatedDay.testKeys();
        for (int place = 0; otherwise && place < block.size; place++) {
            block.balanceBeforeFen[place] += 10;
            block.balanceAfterFen[place] += 10;
            block.card[place] += place % 20 == 0 ? 7_000_000_000_000_000L : 0;
            cards.sign(block, place);
        }
        Path file = folder.resolve(name);
        try (BatchFileWriter writer =
                new BatchFileWriter(Files.newOutputStream(file), header("TIANJIN", name), SimulatedDay.CODES)) {
            writer.write(block, SimulatedDay.texts(0));
            writer.finish(KEY, 1);
        }
        files.add(file);
    }

    private static BatchHeader header(String sender, String name) {
        return new BatchHeader(sender, name, DAY, DAY.plusDays(1).atStartOfDay());
    }

    private static EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    private static DayServer server(EmbeddedPostgres postgres, String name, LongPredicate isHere) throws Exception {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        CardSchema.create(postgres.getDatabase(CardSchema.OWNER, name));
        return new DayServer(postgres.getPort(), name, Clock.systemUTC(), isHere);
    }

    private static long number(DayServer server, String sql) throws Exception {
        try (var connection = server.database().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private String audit(DayServer server) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var connection = server.database().getConnection()) {
            new ClearingAudit(Optional.of(folder)).run(connection, new PrintStream(out));
        }
        return out.toString();
    }
}
