package cn.haihe.card.bench;

import cn.haihe.card.SimulatedDay;
import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.clearing.file.FileClearing;
import cn.haihe.card.clearing.file.ReceivedFile;
import cn.haihe.card.contract.Contracts;
import cn.haihe.card.contract.Participants;
import cn.haihe.card.exchange.BatchFileReader;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.card.exchange.Sm2;
import cn.haihe.card.record.RecordBlock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.flywaydb.core.Flyway;

public final class ClearingBench {
    public static void main(String[] args) throws Exception {
        long records = Long.parseLong(args[0]);
        LocalDate day = LocalDate.now();
        Path folder = Files.createTempDirectory("clearing");
        Path file = folder.resolve("day.txt");
        String key = Sm2.newPrivateKey(new SecureRandom());
        long t = System.nanoTime();
        new SimulatedDay(day, 1, SimulatedDay.testKeys())
                .write(file, new BatchHeader("TIANJIN", "day-1", day, LocalDateTime.now()), records, key, 1);
        System.out.printf("wrote %,d records in %.1f s%n", records, (System.nanoTime() - t) / 1e9);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("fsync", "on")
                .start()) {
            Flyway.configure().dataSource(server.getPostgresDatabase()).load().migrate();
            t = System.nanoTime();
            RecordBlock block = new RecordBlock(16_384);
            try (var reader = new BatchFileReader(Files.newInputStream(file), SimulatedDay.CODES)) {
                while (reader.next(block)) {}
                reader.verify((sender, version, signed, signature) -> {
                    if (!Sm2.isSigned(Sm2.publicKey(key), signed, signature)) {
                        throw new IllegalStateException("signature");
                    }
                });
            }
            double verify = (System.nanoTime() - t) / 1e9;
            System.out.printf("verified in %.1f s%n", verify);
            var clearing = new FileClearing(
                    server.getPostgresDatabase(),
                    Participants.threeCities(),
                    Contracts.initial(Participants.threeCities()),
                    ClearingRules.defaults(),
                    SimulatedDay.testKeys());
            t = System.nanoTime();
            clearing.clear(new ReceivedFile(
                    1, file, Participants.TIANJIN, day, records, Instant.now().plusSeconds(86_400)));
            double cleared = (System.nanoTime() - t) / 1e9;
            System.out.printf("cleared in %.1f s, overall %.0f/s%n", cleared, records / (verify + cleared));
            try (var c = server.getPostgresDatabase().getConnection();
                    var s = c.createStatement();
                    var r = s.executeQuery("SELECT sum(accepted), sum(rejected), sum(suspended) FROM card_chunk")) {
                r.next();
                System.out.println(r.getLong(1) + " " + r.getLong(2) + " " + r.getLong(3));
            }
        }
        Files.delete(file);
        Files.delete(folder);
    }
}
