package cn.haihe.center.bus.jt808;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReassemblyTest {
    private final Reassembly reassembly = new Reassembly();

    @Property(tries = 200)
    void packetsOfAnyOrderWithRepeatsMakeTheBody(
            @ForAll @IntRange(min = 1, max = Reassembly.MOST_PACKETS) int total,
            @ForAll @IntRange(max = 65535) int firstSerial,
            @ForAll long seed) {
        Random random = new Random(seed);
        byte[] body = new byte[total * 7];
        random.nextBytes(body);
        List<Integer> numbers = new ArrayList<>();
        for (int number = 1; number <= total; number++) {
            numbers.addAll(Collections.nCopies(1 + random.nextInt(2), number));
        }
        Collections.shuffle(numbers, random);
        Reassembly fresh = new Reassembly();
        boolean complete = false;
        for (int number : numbers) {
            Reassembly.Outcome outcome = fresh.accept(
                    packet(firstSerial, number, total, Arrays.copyOfRange(body, 7 * number - 7, 7 * number)), 0);
            if (!complete && outcome instanceof Reassembly.Outcome.Complete whole) {
                assertThat(whole.body()).isEqualTo(body);
                complete = true;
            }
        }
        assertThat(complete).isTrue();
    }

    @Test
    void asksForWhatIsMissingWhenTheLastOneCame() {
        assertThat(reassembly.accept(packet(65535, 1, 4, new byte[1]), 0))
                .isInstanceOf(Reassembly.Outcome.Waiting.class);
        Reassembly.Outcome outcome = reassembly.accept(packet(65535, 4, 4, new byte[1]), 0);
        assertThat(outcome).isInstanceOfSatisfying(Reassembly.Outcome.Missing.class, missing -> {
            assertThat(missing.firstSerial()).isEqualTo(65535);
            assertThat(missing.packetNumbers()).containsExactly(2, 3);
        });
    }

    @Test
    void anUnfinishedMessageExpires() {
        reassembly.accept(packet(10, 1, 2, new byte[1]), 0);
        long late = Reassembly.EXPIRY_MILLIS + 1;
        assertThat(reassembly.accept(packet(10, 2, 2, new byte[1]), late))
                .isInstanceOf(Reassembly.Outcome.Missing.class);
        assertThat(reassembly.abandoned()).isEqualTo(1);
    }

    @Test
    void holdsFewMessagesAndGivesUpTheOldest() {
        for (int i = 0; i <= Reassembly.MOST_MESSAGES; i++) {
            reassembly.accept(packet(100 * i, 1, 2, new byte[1]), 0);
        }
        assertThat(reassembly.abandoned()).isEqualTo(1);
        assertThat(reassembly.accept(packet(100, 2, 2, new byte[1]), 0))
                .isInstanceOf(Reassembly.Outcome.Complete.class);
    }

    @Test
    void aMessageOfTooManyPacketsIsNotKept() {
        assertThat(reassembly.accept(packet(0, 1, Reassembly.MOST_PACKETS + 1, new byte[1]), 0))
                .isInstanceOf(Reassembly.Outcome.TooMany.class);
    }

    private static MessageView packet(int firstSerial, int number, int total, byte[] body) {
        byte[] numbers = {(byte) (total >>> 8), (byte) total, (byte) (number >>> 8), (byte) number};
        return Frames.view(Frames.message2013(
                MessageIds.LOCATION_BATCH, firstSerial + number - 1 & 0xFFFF, 1 << 13, numbers, body));
    }
}
