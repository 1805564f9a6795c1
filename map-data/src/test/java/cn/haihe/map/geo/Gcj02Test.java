package cn.haihe.map.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class Gcj02Test {
    private static final double MILLIMETRE = 0.001;

    @Property
    void thereAndBackIsWithinAMillimetreInChina(
            @ForAll @DoubleRange(min = 72.03, max = 137.81) double lon,
            @ForAll @DoubleRange(min = 0.85, max = 55.80) double lat) {
        LonLat wgs84 = new LonLat(lon, lat);

        LonLat back = Gcj02.toWgs84(Gcj02.fromWgs84(wgs84));

        assertThat(Distances.metres(wgs84, back)).isLessThan(MILLIMETRE);
    }

    @Property
    void backAndThereIsWithinAMillimetreInTianjin(
            @ForAll @DoubleRange(min = 116.7, max = 118.1) double lon,
            @ForAll @DoubleRange(min = 38.5, max = 40.3) double lat) {
        LonLat gcj02 = new LonLat(lon, lat);

        LonLat there = Gcj02.fromWgs84(Gcj02.toWgs84(gcj02));

        assertThat(Distances.metres(gcj02, there)).isLessThan(MILLIMETRE);
    }

    @Property
    void nothingMovesOutsideChina(
            @ForAll @DoubleRange(min = -180, max = 72) double lon,
            @ForAll @DoubleRange(min = -90, max = 90) double lat) {
        LonLat position = new LonLat(lon, lat);

        assertThat(Gcj02.fromWgs84(position)).isEqualTo(position);
        assertThat(Gcj02.toWgs84(position)).isEqualTo(position);
    }

    @Property
    void theOffsetIsSomeHundredMetresInTianjin(
            @ForAll @DoubleRange(min = 116.7, max = 118.1) double lon,
            @ForAll @DoubleRange(min = 38.5, max = 40.3) double lat) {
        LonLat wgs84 = new LonLat(lon, lat);

        assertThat(Distances.metres(wgs84, Gcj02.fromWgs84(wgs84))).isBetween(300.0, 800.0);
    }

    /** Widely published pair: Tian'anmen, WGS 84 and what the map apps show. */
    @Test
    void aKnownPlaceFallsWhereMapAppsShowIt() {
        LonLat gcj02 = Gcj02.fromWgs84(new LonLat(116.391235, 39.907233));

        assertThat(gcj02.lon()).isEqualTo(116.397478, offset(0.00001));
        assertThat(gcj02.lat()).isEqualTo(39.908637, offset(0.00001));
    }
}
