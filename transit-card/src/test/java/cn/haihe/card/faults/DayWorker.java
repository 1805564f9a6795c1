package cn.haihe.card.faults;

import cn.haihe.card.DayServer;
import cn.haihe.card.exchange.UnfitBatchException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A process that clears a folder of files in an order of its own, as a hub does; it may be killed at any moment, and run beside
 * others. {@code PORT DATABASE FOLDER SEED CLOCK-OFFSET-SECONDS}; ends with 0 once it came to the end.
 */
public final class DayWorker {
    private DayWorker() {}

    public static void main(String[] args) throws Exception {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(Long.parseLong(args[4])));
        List<Path> files;
        try (Stream<Path> listed = Files.list(Path.of(args[2]))) {
            files = new ArrayList<>(listed.sorted().toList());
        }
        Collections.shuffle(files, new Random(Long.parseLong(args[3])));
        int refused = 0;
        try (DayServer server = new DayServer(Integer.parseInt(args[0]), args[1], clock)) {
            for (Path file : files) {
                try {
                    server.take(file, TestSenders::publicKey);
                } catch (UnfitBatchException unfit) {
                    refused++;
                }
            }
        }
        System.out.println("refused " + refused);
        System.exit(0);
    }
}
