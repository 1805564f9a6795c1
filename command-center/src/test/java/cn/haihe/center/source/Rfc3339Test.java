package cn.haihe.center.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Rfc3339Test {
    private static final long SEED = 20260101;
    private static final long YEAR_9999 = 253_402_300_799L;

    @Test
    void isTheSameAsThePlatformsForEveryTimeAndOffset() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            long second = (long) (random.nextDouble() * YEAR_9999) - 40_000_000_000L;
            int[] nanos = {0, random.nextInt(1_000) * 1_000_000, random.nextInt(1_000_000_000)};
            ZoneOffset offset = ZoneOffset.ofTotalSeconds((random.nextInt(36 * 60) - 18 * 60) * 60);
            OffsetDateTime time =
                    Instant.ofEpochSecond(second, nanos[random.nextInt(3)]).atOffset(offset);
            String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
            assertThat(Rfc3339.parse(text)).as(text).isEqualTo(time.toInstant());
        }
    }

    @Test
    void isTheSameAsThePlatformsForTextsThatAreNearlyTimes() {
        Random random = new Random(SEED);
        String letters = "0123456789-+:.TZtz ";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text =
                    new StringBuilder(i % 2 == 0 ? "2026-02-28T23:59:59.123456789Z" : "2024-12-31T00:00:00.5+08:00");
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, letters.charAt(random.nextInt(letters.length())));
                }
            }
            check(text.toString());
        }
        List.of(
                        "",
                        "Z",
                        "2026-02-30T00:00:00Z",
                        "2026-01-01T24:00:00Z",
                        "2026-01-01T23:59:60Z",
                        "2026-01-01T00:00:00",
                        "2026-01-01T00:00:00.Z",
                        "2026-01-01T00:00Z",
                        "2026-01-01T00:00:00+18:30")
                .forEach(Rfc3339Test::check);
    }

    private static void check(String text) {
        Instant expected;
        try {
            expected = OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            assertThatThrownBy(() -> Rfc3339.parse(text)).as(text).isInstanceOf(DateTimeException.class);
            return;
        }
        assertThat(Rfc3339.parse(text)).as(text).isEqualTo(expected);
    }
}
