package cn.haihe.card.exchange.national;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.card.exchange.UnfitBatchException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NationalFilesTest {
    private static final LocalDate DATE = LocalDate.of(2026, 11, 22);

    @Test
    void theFieldsOfAFeedbackStandWhereTheyAreKnownToStand() {
        NationalRecord record = NationalRecord.of(
                NationalLayout.FB,
                Map.of(
                        NationalField.CENTRE_SERIAL, "000000000017",
                        NationalField.CARD_NUMBER, "3104910212345678901",
                        NationalField.AMOUNT, "000000000200",
                        NationalField.ERROR_TEXT, "交易金额错误"),
                "9F3602001D".getBytes(StandardCharsets.US_ASCII));
        String line = new String(record.line(), StandardCharsets.ISO_8859_1);
        assertThat(NationalLayout.FB.bytes()).isEqualTo(321);
        assertThat(line.substring(0, 12)).isEqualTo("000000000017");
        assertThat(line.substring(98, 117)).isEqualTo("3104910212345678901");
        assertThat(line.substring(136, 148)).isEqualTo("000000000200");
        assertThat(record.text(NationalField.ERROR_TEXT)).isEqualTo("交易金额错误");
        assertThat(record.number(NationalField.AMOUNT)).hasValue(200);
        assertThat(record.number(NationalField.BALANCE_BEFORE)).isEmpty();
        assertThat(new String(record.rest(), StandardCharsets.US_ASCII)).isEqualTo("9F3602001D");
        assertThat(NationalLayout.LD.bytes()).isEqualTo(108);
    }

    @Property(tries = 60)
    void whatIsReadIsWrittenByteByByte(@ForAll Random random, @ForAll @IntRange(max = 50) int count)
            throws IOException {
        for (NationalLayout layout : NationalLayout.values()) {
            List<NationalRecord> records = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                records.add(record(layout, random));
            }
            NationalHeader header = new NationalHeader(count, DATE, "11220000", random.nextInt(10_000));
            byte[] file = write(header, records);
            List<NationalRecord> read = new ArrayList<>();
            assertThat(NationalFiles.read(new ByteArrayInputStream(file), layout, read::add))
                    .isEqualTo(header);
            assertThat(read).isEqualTo(records);
            assertThat(write(header, read)).isEqualTo(file);
            // What follows the fields of the last record may have any length: a cut in there cannot be seen.
            int unseen = 1 + (count == 0 ? 0 : records.get(count - 1).rest().length);
            byte[] cut = Arrays.copyOf(file, random.nextInt(file.length - unseen));
            List<NationalRecord> some = new ArrayList<>();
            if (layout.bytes() > 0) {
                assertThatThrownBy(() -> NationalFiles.read(new ByteArrayInputStream(cut), layout, some::add))
                        .isInstanceOf(UnfitBatchException.class);
            }
        }
    }

    @Test
    void whatIsNoSuchFileIsRefused() {
        String header = "000001202611221122000   0338" + "F".repeat(20);
        for (String text : List.of(
                "",
                "02\n",
                "01\n",
                "01\n" + header + "\n",
                "01\n000000202613221122000    0338" + "F".repeat(20) + "\n",
                "01\n00000x202611221122000    0338" + "F".repeat(20) + "\n",
                "01\n000000202611221122000    0338" + "F".repeat(20) + "\nx\n",
                "01\n" + "0".repeat(20_000))) {
            assertThatThrownBy(() -> NationalFiles.read(
                            new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)),
                            NationalLayout.AD,
                            record -> {}))
                    .as(text)
                    .isInstanceOf(UnfitBatchException.class);
        }
    }

    /** Any bytes but ends of lines: what is not understood must come through. */
    private static NationalRecord record(NationalLayout layout, Random random) {
        byte[] line = new byte[layout.bytes() + 1 + random.nextInt(60)];
        random.nextBytes(line);
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = 'x';
            }
        }
        return new NationalRecord(layout, line);
    }

    private static byte[] write(NationalHeader header, List<NationalRecord> records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NationalFiles.write(out, header, records.iterator());
        return out.toByteArray();
    }
}
