package cn.haihe.card.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.card.SimulatedDay;
import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.record.RecordReason;
import cn.haihe.card.tac.TestCardKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatchFileTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final String KEY = "1".repeat(64);
    private static final int RECORDS = 5_000;
    private static final byte[] FILE = file();

    @Test
    void everythingWrittenIsRead() throws IOException {
        RecordBlock block = new RecordBlock(RECORDS + 1);
        try (BatchFileReader reader = open(FILE)) {
            assertThat(reader.header())
                    .isEqualTo(new BatchHeader("TIANJIN", "b-1", DAY, LocalDateTime.of(2026, 11, 23, 0, 0)));
            assertThat(reader.next(block)).isTrue();
            assertThat(block.size).isEqualTo(RECORDS);
            assertThat(block.reason).containsOnlyNulls();
            for (int i = 0; i < RECORDS; i++) {
                assertThat(block.balanceBeforeFen[i] - block.amountFen[i]).isEqualTo(block.balanceAfterFen[i]);
            }
            SimulatedDay.testKeys().check(block);
            assertThat(block.reason).as("every code is the card's").containsOnlyNulls();
            assertThat(reader.next(block)).isFalse();
            assertThat(reader.verify(BatchFileTest::check).records()).isEqualTo(RECORDS);
        }
    }

    /** Written by another program, of another language, by nothing but what the document says. */
    @Test
    void theExampleOfTheDocumentIsAFile() throws IOException {
        RecordBlock block = new RecordBlock(2);
        try (BatchFileReader reader = new BatchFileReader(
                Files.newInputStream(Path.of("..", "ops", "docs", "example.batch")), SimulatedDay.CODES)) {
            assertThat(reader.header().name()).isEqualTo("20261123-example");
            assertThat(reader.next(block)).isTrue();
            assertThat(block.size).isEqualTo(1);
            TestCardKeys.module(SimulatedDay.CODES).check(block);
            assertThat(block.reason[0]).isNull();
            assertThat(reader.next(block)).isFalse();
            BatchTrailer trailer = reader.verify((sender, version, signed, signature) -> assertThat(
                            Sm2.isSigned(TestSigningKeys.publicKey(sender), signed, signature))
                    .isTrue());
            assertThat(trailer.amountFen()).isEqualTo(200);
        }
    }

    @Property(tries = 300)
    void noByteMayBeAnother(
            @ForAll @IntRange(max = 5_003 * 192 - 1) int at, @ForAll @IntRange(min = 1, max = 255) int change) {
        byte[] altered = FILE.clone();
        altered[at] ^= (byte) change;
        // A capital or small letter of the signature's own hexadecimal digits is the same digit; blanks behind it say
        // nothing.
        int signature = FILE.length - RecordField.LINE_BYTES;
        if (at > signature && at < FILE.length - 1) {
            return;
        }
        assertThatThrownBy(() -> readAndVerify(altered)).isInstanceOf(UnfitBatchException.class);
    }

    @Property(tries = 200)
    void noEndMayBeMissing(@ForAll @IntRange(max = 5_003 * 192 - 1) int length) {
        assertThatThrownBy(() -> readAndVerify(Arrays.copyOf(FILE, length)))
                .isInstanceOfSatisfying(
                        UnfitBatchException.class,
                        unfit -> assertThat(unfit.fault()).isIn(BatchFault.TRUNCATED, BatchFault.NOT_A_BATCH_FILE));
    }

    @Test
    void whatIsWrongIsSaid() {
        assertFault(Arrays.copyOf(FILE, FILE.length + 1), BatchFault.TRAILING_DATA);
        assertFault("not a batch".repeat(100).getBytes(StandardCharsets.US_ASCII), BatchFault.NOT_A_BATCH_FILE);
        assertFault(new byte[0], BatchFault.NOT_A_BATCH_FILE);
        byte[] otherDigest = FILE.clone();
        otherDigest[RecordField.LINE_BYTES + RecordField.TERMINAL.at()] = 'X';
        assertFault(otherDigest, BatchFault.DIGEST_DIFFERS);
        byte[] otherTrailer = FILE.clone();
        otherTrailer[FILE.length - 2 * RecordField.LINE_BYTES + 150] = 'X';
        assertFault(otherTrailer, BatchFault.WRONG_SIGNATURE);
        byte[] oneTwice = new byte[FILE.length + RecordField.LINE_BYTES];
        int second = 2 * RecordField.LINE_BYTES;
        System.arraycopy(FILE, 0, oneTwice, 0, second);
        System.arraycopy(FILE, RecordField.LINE_BYTES, oneTwice, second, FILE.length - RecordField.LINE_BYTES);
        assertFault(oneTwice, BatchFault.COUNT_DIFFERS);
    }

    @Property(tries = 300)
    void aLineThatIsNoRecordIsMalformedAndTheOthersAreRead(
            @ForAll @IntRange(max = 190) int at, @ForAll @IntRange(min = 0x80, max = 255) int with) throws IOException {
        byte[] altered = FILE.clone();
        altered[10 * RecordField.LINE_BYTES + at] = (byte) with;
        RecordBlock block = new RecordBlock(RECORDS);
        try (BatchFileReader reader = open(altered)) {
            reader.next(block);
        }
        assertThat(block.size).isEqualTo(RECORDS);
        for (int i = 0; i < RECORDS; i++) {
            if (i != 9) {
                assertThat(block.reason[i]).isNull();
            }
        }
        boolean isNumber = Arrays.stream(RecordField.values())
                .filter(field -> at >= field.at() && at < field.at() + field.length())
                .noneMatch(field -> switch (field) {
                    case SERIAL, ISSUER, TERMINAL, OPERATOR, LINE, ENTRY_STOP, EXIT_STOP, RESERVED -> true;
                    default -> false;
                });
        assertThat(block.reason[9]).isEqualTo(isNumber ? RecordReason.MALFORMED : null);
    }

    private static void assertFault(byte[] file, BatchFault fault) {
        assertThatThrownBy(() -> readAndVerify(file))
                .isInstanceOfSatisfying(
                        UnfitBatchException.class,
                        unfit -> assertThat(unfit.fault()).isEqualTo(fault));
    }

    private static void readAndVerify(byte[] file) throws IOException {
        RecordBlock block = new RecordBlock(1_000);
        try (BatchFileReader reader = open(file)) {
            while (reader.next(block)) {
                assertThat(block.size).isLessThanOrEqualTo(1_000);
            }
            reader.verify(BatchFileTest::check);
        }
    }

    private static BatchFileReader open(byte[] file) throws IOException {
        return new BatchFileReader(new ByteArrayInputStream(file), SimulatedDay.CODES);
    }

    private static void check(String sender, int version, byte[] signed, String signature) {
        if (!sender.equals("TIANJIN") || !Sm2.isSigned(Sm2.publicKey(KEY), signed, signature)) {
            throw new UnfitBatchException(BatchFault.WRONG_SIGNATURE, sender);
        }
    }

    private static byte[] file() {
        try {
            Path file = Files.createTempFile("batch", ".txt");
            new SimulatedDay(DAY, 7, SimulatedDay.testKeys())
                    .write(
                            file,
                            new BatchHeader("TIANJIN", "b-1", DAY, LocalDateTime.of(2026, 11, 23, 0, 0)),
                            RECORDS,
                            KEY,
                            1);
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
