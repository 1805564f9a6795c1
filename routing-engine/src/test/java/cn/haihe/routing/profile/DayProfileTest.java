package cn.haihe.routing.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DayProfileTest {
    @Property(tries = 200)
    void comesBackFromItsBytes(
            @ForAll @IntRange(max = 95) int quarter,
            @ForAll @DoubleRange(max = 200) double kmh,
            @ForAll @IntRange(min = 1, max = 1_000) int behind) {
        DayProfile profile = DayProfile.UNKNOWN.with(quarter, kmh, behind);

        DayProfile again = DayProfile.ofBytes(profile.toBytes());

        assertThat(again).isEqualTo(profile);
        assertThat(again.getSpeedKmh(quarter)).isCloseTo((float) kmh, within(0.0051f));
        assertThat(again.observations(quarter)).isEqualTo(Math.min(255, behind));
        assertThat(again.isKnown((quarter + 1) % 96)).isFalse();
        assertThat(DayProfile.UNKNOWN.isUnknown()).isTrue();
    }

    @Property(tries = 100)
    void anyBytesAreReadOrRefused(@ForAll @Size(DayProfile.BYTES) byte[] bytes) {
        try {
            DayProfile profile = DayProfile.ofBytes(bytes);
            assertThat(profile.toBytes()).isEqualTo(bytes);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("km/h");
        }
    }

    @Test
    void refusesWhatIsNoSpeed() {
        for (double kmh : new double[] {-0.1, 200.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> DayProfile.UNKNOWN.with(0, kmh, 1));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> DayProfile.UNKNOWN.with(0, 30, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> DayProfile.ofBytes(new byte[12]));
        assertThatIllegalStateException().isThrownBy(() -> DayProfile.UNKNOWN.getSpeedKmh(3));
    }
}
