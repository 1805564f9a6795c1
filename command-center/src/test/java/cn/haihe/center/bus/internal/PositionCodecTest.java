package cn.haihe.center.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.bus.BusPosition;
import cn.haihe.center.state.LatestRecord;
import cn.haihe.map.geo.LonLat;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PositionCodecTest {
    @Property(tries = 300)
    void whatIsStoredReadsBack(
            @ForAll @IntRange(min = -180_000_000, max = 180_000_000) int lonE6,
            @ForAll @IntRange(min = -90_000_000, max = 90_000_000) int latE6,
            @ForAll @IntRange(max = 65_535) int speedTenths,
            @ForAll @IntRange(max = 359) int bearing,
            @ForAll @LongRange(max = 4_000_000_000L) long second,
            @ForAll int alarmBits,
            @ForAll int statusBits) {
        BusPosition bus = new BusPosition(
                "13900000001",
                Instant.ofEpochSecond(second),
                new LonLat(lonE6 / 1e6, latE6 / 1e6),
                speedTenths / 10.0,
                bearing,
                alarmBits,
                statusBits);
        assertThat(PositionCodec.fromRecord(PositionCodec.toRecord(bus))).contains(bus);
    }

    @Test
    void formsOfOtherHubsArePassedOver() {
        byte[] newer = PositionCodec.toRecord(new BusPosition("1", Instant.EPOCH, new LonLat(117, 39), 0, 0, 0, 0))
                .payload();
        newer[0] = 2;
        assertThat(PositionCodec.fromRecord(new LatestRecord("1", 0, newer))).isEmpty();
        assertThat(PositionCodec.fromRecord(new LatestRecord("1", 0, new byte[] {1})))
                .isEmpty();
    }
}
