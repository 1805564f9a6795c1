package cn.haihe.card;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.exchange.BatchFileWriter;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.card.exchange.RecordTexts;
import cn.haihe.card.fare.Mode;
import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.tac.SoftwareModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** Chosen taps as the file that their acquirer sends. */
public final class TapFile {
    private TapFile() {}

    /**
     * @param discountFen that following a ride in {@code fromCity} took off; 0 for none
     * @param at in China's time
     */
    public record Tap(
            long card,
            Institution issuer,
            int counter,
            long amountFen,
            int discountFen,
            int fromCity,
            int city,
            LocalDateTime at,
            Mode mode) {
        /** On the metro. */
        public Tap(
                long card,
                Institution issuer,
                int counter,
                long amountFen,
                int discountFen,
                int fromCity,
                int city,
                LocalDateTime at) {
            this(card, issuer, counter, amountFen, discountFen, fromCity, city, at, Mode.METRO);
        }
    }

    public static BatchHeader write(Path file, Institution acquirer, String name, LocalDate day, List<Tap> taps)
            throws IOException {
        BatchHeader header =
                new BatchHeader(acquirer.code(), name, day, day.plusDays(1).atStartOfDay());
        SoftwareModule cards = SimulatedDay.testKeys();
        RecordBlock block = new RecordBlock(Math.max(1, taps.size()));
        block.clear(1);
        for (Tap tap : taps) {
            fill(block, block.size++, tap);
            cards.sign(block, block.size - 1);
        }
        try (BatchFileWriter writer = new BatchFileWriter(Files.newOutputStream(file), header, SimulatedDay.CODES)) {
            writer.write(block, new Texts());
            writer.finish("1".repeat(64), 1);
        }
        return header;
    }

    private static void fill(RecordBlock block, int place, Tap tap) {
        block.card[place] = tap.card();
        block.counter[place] = tap.counter();
        block.issuer[place] = SimulatedDay.INSTITUTIONS.indexOf(tap.issuer());
        block.balanceBeforeFen[place] = 10_000;
        block.amountFen[place] = tap.amountFen();
        block.balanceAfterFen[place] = 10_000 - tap.amountFen();
        block.type[place] = 6;
        block.psam[place] = tap.card() & 0xFFFF_FFFF_FFFFL;
        // Another terminal's where it is told otherwise.
        block.psamSequence[place] =
                tap.counter() << 20 | (int) (tap.amountFen() << 8 & 0xFFF00) | tap.discountFen() & 0xFF;
        block.date[place] = tap.at().getYear() * 10_000
                + tap.at().getMonthValue() * 100
                + tap.at().getDayOfMonth();
        block.time[place] = tap.at().getHour() * 10_000
                + tap.at().getMinute() * 100
                + tap.at().getSecond();
        block.keyVersion[place] = 1;
        block.transactionCity[place] = (short) tap.city();
        block.cardCity[place] = (short) tap.city();
        block.industry[place] = (byte) tap.mode().industry();
        block.cardType[place] = 1;
        block.consumeKind[place] = (byte) (tap.discountFen() > 0 ? 8 : 0);
        block.discountFen[place] = tap.discountFen();
        block.transferCity[place] = (short) tap.fromCity();
    }

    private record Texts() implements RecordTexts {
        @Override
        public long serial(int place) {
            return place + 1;
        }

        @Override
        public String terminal(int place) {
            return "T1";
        }

        @Override
        public String operator(int place) {
            return "O1";
        }

        @Override
        public String line(int place) {
            return "";
        }

        @Override
        public String entryStop(int place) {
            return "";
        }

        @Override
        public String exitStop(int place) {
            return "";
        }
    }
}
