package cn.haihe.card.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.card.record.RecordReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AnswerFileTest {
    private static final BatchHeader HEADER =
            new BatchHeader("TIANJIN", "b-1", LocalDate.of(2026, 11, 22), LocalDateTime.of(2026, 11, 23, 1, 2, 3));
    private static final String KEY = TestSigningKeys.privateKey("CENTRE");

    @Property(tries = 20)
    void whatIsWrittenIsReadAndAnyOtherByteIsSeen(@ForAll Random random, @ForAll @IntRange(max = 3_000) int count)
            throws IOException {
        List<RecordAnswer> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(answer(random));
        }
        byte[] file = write(answers);
        assertThat(read(file)).isEqualTo(answers);
        // Of the signature's line its digits alone: key version and blanks are not signed, and who verifies chooses the
        // key.
        int signature = file.length - AnswerLines.BYTES;
        int at = random.nextInt(signature + 90);
        at = at > signature && at < signature + 9 ? signature + 9 : at;
        byte[] altered = file.clone();
        altered[at] ^= 1;
        assertThatThrownBy(() -> read(altered)).isInstanceOf(UnfitBatchException.class);
        byte[] cut = Arrays.copyOf(file, random.nextInt(file.length));
        assertThatThrownBy(() -> read(cut)).isInstanceOf(UnfitBatchException.class);
    }

    private static RecordAnswer answer(Random random) {
        RecordReason reason = RecordReason.values()[random.nextInt(RecordReason.values().length)];
        RecordAnswer.Other other = random.nextInt(3) == 0
                ? new RecordAnswer.Other("TIANJIN", "b_" + random.nextInt(), 1 + random.nextInt(100_000))
                : random.nextBoolean() ? new RecordAnswer.Other("HEBEI", "", 0) : null;
        return new RecordAnswer(reason, random.nextInt(100_000), random.nextInt(100_000), other);
    }

    private static byte[] write(List<RecordAnswer> answers) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AnswerFileWriter writer = new AnswerFileWriter(out, HEADER);
        byte[] record = "R".repeat(2 * RecordField.LINE_BYTES).getBytes(StandardCharsets.US_ASCII);
        for (RecordAnswer answer : answers) {
            writer.write(record, RecordField.LINE_BYTES, answer);
        }
        writer.finish(KEY, 1);
        return out.toByteArray();
    }

    private static List<RecordAnswer> read(byte[] file) throws IOException {
        AnswerFileReader reader = new AnswerFileReader(new ByteArrayInputStream(file));
        List<RecordAnswer> answers = new ArrayList<>();
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            answers.add(next.get());
        }
        reader.verify(Sm2.publicKey(KEY));
        assertThat(reader.header()).isEqualTo(HEADER);
        return answers;
    }
}
