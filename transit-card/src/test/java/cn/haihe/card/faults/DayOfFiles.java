package cn.haihe.card.faults;

import cn.haihe.card.SimulatedDay;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.card.exchange.RecordField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;

/**
 * The files of one day, good and bad: of three cities; some sent again under other names; some whose records contradict those of others; some cut
 * off, altered by one byte, or signed by another than they say.
 */
record DayOfFiles(long goodRecords, int refusedFiles) {
    private static final int SEEDS = 4;

    static DayOfFiles write(Path folder, LocalDate day, int filesOfSender, int recordsInFile, long seed)
            throws IOException {
        Random random = new Random(seed);
        long good = 0;
        int bad = 0;
        for (String sender : SimulatedDay.CODES) {
            for (int i = 0; i < filesOfSender; i++) {
                // Of few seeds, so that files hold the records of others: duplicates.
                SimulatedDay gates = new SimulatedDay(
                        day,
                        seed * 100 + i % SEEDS + 10L * SimulatedDay.CODES.indexOf(sender),
                        SimulatedDay.testKeys());
                BatchHeader header = new BatchHeader(
                        sender, sender + "-" + i, day, day.plusDays(1).atStartOfDay());
                Path path = folder.resolve(header.name());
                boolean forged = i % 7 == 5;
                String signer = forged ? SimulatedDay.CODES.get((SimulatedDay.CODES.indexOf(sender) + 1) % 3) : sender;
                gates.write(path, header, recordsInFile, TestSenders.privateKey(signer), 1);
                boolean spoiled = spoil(path, i, random);
                if (forged || spoiled) {
                    bad++;
                } else {
                    good += recordsInFile;
                }
            }
        }
        return new DayOfFiles(good, bad);
    }

    private static boolean spoil(Path path, int number, Random random) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        if (number % 7 == 3) {
            Files.write(path, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            return true;
        }
        if (number % 7 == 6) {
            bytes[random.nextInt(bytes.length - RecordField.LINE_BYTES)] ^= 1;
            Files.write(path, bytes);
            return true;
        }
        return false;
    }
}
