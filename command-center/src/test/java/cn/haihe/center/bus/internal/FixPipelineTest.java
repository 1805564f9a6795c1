package cn.haihe.center.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.map.geo.BoundingBox;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FixPipelineTest {
    private static final long NOW = 1_795_000_000;
    private final FixPipeline pipeline = new FixPipeline(new FixRules(
            Duration.ofSeconds(10), Duration.ofMinutes(10), new BoundingBox(116.98, 38.98, 117.52, 39.32), 130));
    private final TerminalTrack track = new TerminalTrack("13900000001");

    @Test
    void aPlainFixIsAccepted() {
        assertThat(judge(fix -> {})).isEqualTo(FixVerdict.ACCEPTED);
    }

    @Test
    void nonsenseIsMalformed() {
        assertThat(judge(fix -> fix.lat = 90.1)).isEqualTo(FixVerdict.MALFORMED);
        assertThat(judge(fix -> fix.lon = -180.1)).isEqualTo(FixVerdict.MALFORMED);
        assertThat(judge(fix -> fix.bearingDegrees = 361)).isEqualTo(FixVerdict.MALFORMED);
        assertThat(judge(fix -> fix.positionEncrypted = true)).isEqualTo(FixVerdict.MALFORMED);
    }

    @Test
    void withoutAFixItIsASignOfLifeOnly() {
        assertThat(judge(fix -> fix.fixed = false)).isEqualTo(FixVerdict.NO_FIX);
    }

    @Test
    void clocksMayDifferALittle() {
        assertThat(judge(fix -> fix.deviceEpochSecond = NOW + 10)).isEqualTo(FixVerdict.ACCEPTED);
        assertThat(judge(fix -> fix.deviceEpochSecond = NOW + 11)).isEqualTo(FixVerdict.FUTURE);
        assertThat(judge(fix -> fix.deviceEpochSecond = NOW - 600)).isEqualTo(FixVerdict.ACCEPTED);
        assertThat(judge(fix -> fix.deviceEpochSecond = NOW - 601)).isEqualTo(FixVerdict.STALE);
    }

    @Test
    void theCityHasAMargin() {
        assertThat(judge(fix -> fix.lon = 117.519)).isEqualTo(FixVerdict.ACCEPTED);
        assertThat(judge(fix -> fix.lon = 117.521)).isEqualTo(FixVerdict.OUTSIDE_CITY);
        assertThat(judge(fix -> fix.lat = 38.979)).isEqualTo(FixVerdict.OUTSIDE_CITY);
    }

    @Test
    void timeMustGoOn() {
        accept(fix -> {});
        assertThat(judge(fix -> {})).isEqualTo(FixVerdict.DUPLICATE);
        assertThat(judge(fix -> fix.deviceEpochSecond = NOW - 1)).isEqualTo(FixVerdict.OUT_OF_ORDER);
        assertThat(judge(fix -> fix.deviceEpochSecond = NOW + 1)).isEqualTo(FixVerdict.ACCEPTED);
    }

    @Test
    void aBusIsNoAeroplane() {
        assertThat(judge(fix -> fix.speedKmh = 130)).isEqualTo(FixVerdict.ACCEPTED);
        assertThat(judge(fix -> fix.speedKmh = 130.1)).isEqualTo(FixVerdict.IMPOSSIBLE_SPEED);
    }

    @Test
    void aBusDoesNotJump() {
        accept(fix -> fix.deviceEpochSecond = NOW - 20);
        assertThat(judge(fix -> {
                    fix.deviceEpochSecond = NOW - 10;
                    fix.lon += 0.004;
                }))
                .as("345 m in 10 s, with 100 m of scatter")
                .isEqualTo(FixVerdict.ACCEPTED);
        assertThat(judge(fix -> {
                    fix.deviceEpochSecond = NOW - 10;
                    fix.lon += 0.01;
                }))
                .as("864 m in 10 s")
                .isEqualTo(FixVerdict.IMPOSSIBLE_SPEED);
    }

    @Test
    void twoFixesThatAgreeOutweighTheLastKnownOne() {
        accept(fix -> fix.deviceEpochSecond = NOW - 30);
        assertThat(judge(fix -> {
                    fix.deviceEpochSecond = NOW - 20;
                    fix.lon += 0.1;
                }))
                .isEqualTo(FixVerdict.IMPOSSIBLE_SPEED);
        assertThat(judge(fix -> {
                    fix.deviceEpochSecond = NOW - 10;
                    fix.lon += 0.101;
                }))
                .isEqualTo(FixVerdict.ACCEPTED);
    }

    @Test
    void oneWildFixBetweenGoodOnesHarmsNothing() {
        accept(fix -> fix.deviceEpochSecond = NOW - 30);
        assertThat(judge(fix -> {
                    fix.deviceEpochSecond = NOW - 20;
                    fix.lat += 0.1;
                }))
                .isEqualTo(FixVerdict.IMPOSSIBLE_SPEED);
        assertThat(judge(fix -> fix.deviceEpochSecond = NOW - 10)).isEqualTo(FixVerdict.ACCEPTED);
    }

    @Property(tries = 200)
    void whateverArrivesTheTrackOnlyGoesForwardInTimeAndNeverIntoTheFuture(@ForAll long seed) {
        Random random = new Random(seed);
        TerminalTrack any = new TerminalTrack("1");
        long before = Long.MIN_VALUE;
        for (int i = 0; i < 100; i++) {
            Fix fix = plain();
            fix.deviceEpochSecond = NOW + random.nextInt(1400) - 1300;
            fix.lon += random.nextGaussian() * 0.01;
            fix.lat += random.nextGaussian() * 0.2;
            if (pipeline.judge(fix, any) == FixVerdict.ACCEPTED) {
                any.moveTo(fix);
                assertThat(any.epochSecond()).isGreaterThan(before).isBetween(NOW - 600, NOW + 10);
                assertThat(any.lat()).isBetween(38.98, 39.32);
                before = any.epochSecond();
            }
        }
    }

    private FixVerdict judge(Consumer<Fix> change) {
        Fix fix = plain();
        change.accept(fix);
        return pipeline.judge(fix, track);
    }

    private void accept(Consumer<Fix> change) {
        Fix fix = plain();
        change.accept(fix);
        assertThat(pipeline.judge(fix, track)).isEqualTo(FixVerdict.ACCEPTED);
        track.moveTo(fix);
    }

    private static Fix plain() {
        Fix fix = new Fix();
        fix.nowMillis = NOW * 1000;
        fix.deviceEpochSecond = NOW;
        fix.fixed = true;
        fix.lon = 117.2;
        fix.lat = 39.12;
        fix.speedKmh = 30;
        fix.bearingDegrees = 90;
        return fix;
    }
}
