package cn.haihe.card.faults;

import cn.haihe.card.SimulatedDay;
import cn.haihe.card.exchange.BatchFileReader;
import cn.haihe.card.exchange.BatchFileWriter;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.card.exchange.BatchInput;
import cn.haihe.card.exchange.RecordField;
import cn.haihe.card.record.RecordBlock;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** The files of one day, good and bad, of three cities, each file made or spoiled in a way of its own. */
final class DayOfFiles {
    private static final int SEEDS = 4;
    private static final int TRANSFER_PERCENT = 8;
    /** How the files of a sender follow each other. */
    private static final Kind[] TURN = {
        Kind.WHOLE,
        Kind.WHOLE,
        Kind.WHOLE,
        Kind.CUT_OFF,
        Kind.WHOLE,
        Kind.FORGED,
        Kind.ALTERED,
        Kind.SENT_AGAIN,
        Kind.SPLIT
    };

    /** What is wrong with a file, or not. */
    enum Kind {
        WHOLE(true, "whole, some telling the same, some contradicting each other"),
        SENT_AGAIN(true, "with the records of another under another name"),
        SPLIT(true, "halves of another under other names"),
        CUT_OFF(false, "cut off somewhere"),
        ALTERED(false, "altered by one byte"),
        FORGED(false, "signed by another institution");

        private final boolean isGood;
        private final String text;

        Kind(boolean isGood, String text) {
            this.isGood = isGood;
            this.text = text;
        }
    }

    private final Path folder;
    private final Path good;
    private final LocalDate day;
    private final int recordsInFile;
    private final Random random;
    private final Map<Kind, Integer> files = new EnumMap<>(Kind.class);
    private long goodRecords;

    private DayOfFiles(Path folder, Path good, LocalDate day, int recordsInFile, long seed) {
        this.folder = folder;
        this.good = good;
        this.day = day;
        this.recordsInFile = recordsInFile;
        random = new Random(seed);
    }

    /**
     * @param folder for all of them
     * @param good where those that are to be taken lie once more
     */
    static DayOfFiles write(Path folder, Path good, LocalDate day, int filesOfSender, int recordsInFile, long seed)
            throws IOException {
        DayOfFiles files = new DayOfFiles(folder, good, day, recordsInFile, seed);
        for (String sender : SimulatedDay.CODES) {
            for (int i = 0; i < filesOfSender; i++) {
                files.add(sender, i, seed);
            }
        }
        return files;
    }

    long goodRecords() {
        return goodRecords;
    }

    int refusedFiles() {
        return files.entrySet().stream()
                .filter(one -> !one.getKey().isGood)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        files.forEach((kind, count) ->
                text.append("  %3d files %s%s%n".formatted(count, kind.text, kind.isGood ? "" : ": to be refused")));
        return text.toString();
    }

    private void add(String sender, int number, long seed) throws IOException {
        Kind kind = TURN[number % TURN.length];
        Path first = folder.resolve(sender + "-0");
        switch (kind) {
            case SENT_AGAIN -> rewrite(kind, first, header(sender, sender + "-" + number), 0, recordsInFile);
            case SPLIT -> {
                int half = random.nextInt(recordsInFile - 1) + 1;
                rewrite(kind, first, header(sender, sender + "-" + number + "-a"), 0, half);
                rewrite(kind, first, header(sender, sender + "-" + number + "-b"), half, recordsInFile - half);
            }
            default -> simulate(kind, sender, number, seed);
        }
    }

    private void simulate(Kind kind, String sender, int number, long seed) throws IOException {
        int place = SimulatedDay.CODES.indexOf(sender);
        // Of few seeds: some files hold the same, and cards come again with the counters that they had.
        int street = number % SEEDS;
        SimulatedDay gates = new SimulatedDay(
                day, seed * 100 + street + 10L * place, SimulatedDay.testKeys(), street, TRANSFER_PERCENT);
        BatchHeader header = header(sender, sender + "-" + number);
        Path path = folder.resolve(header.name());
        String signer = kind == Kind.FORGED ? SimulatedDay.CODES.get((place + 1) % 3) : sender;
        gates.write(path, header, recordsInFile, TestSenders.privateKey(signer), 1);
        byte[] bytes = Files.readAllBytes(path);
        if (kind == Kind.CUT_OFF) {
            Files.write(path, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        } else if (kind == Kind.ALTERED) {
            bytes[random.nextInt(bytes.length - RecordField.LINE_BYTES)] ^= 1;
            Files.write(path, bytes);
        }
        count(kind, path, recordsInFile);
    }

    /** Writes some records of a file once more, as another. */
    private void rewrite(Kind kind, Path from, BatchHeader header, int first, int count) throws IOException {
        RecordBlock block = new RecordBlock(count);
        try (BatchFileReader reader = new BatchFileReader(BatchInput.open(from, Long.MAX_VALUE), SimulatedDay.CODES)) {
            reader.skip(first);
            reader.next(block);
        }
        Path path = folder.resolve(header.name());
        try (BatchFileWriter writer = new BatchFileWriter(
                new BufferedOutputStream(Files.newOutputStream(path)), header, SimulatedDay.CODES)) {
            writer.write(block, SimulatedDay.texts(first));
            writer.finish(TestSenders.privateKey(header.sender()), 1);
        }
        count(kind, path, count);
    }

    private void count(Kind kind, Path path, int records) throws IOException {
        files.merge(kind, 1, Integer::sum);
        if (kind.isGood) {
            goodRecords += records;
            Files.createLink(good.resolve(path.getFileName()), path);
        }
    }

    private BatchHeader header(String sender, String name) {
        return new BatchHeader(sender, name, day, day.plusDays(1).atStartOfDay());
    }
}
