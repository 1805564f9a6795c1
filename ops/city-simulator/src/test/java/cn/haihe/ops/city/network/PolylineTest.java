package cn.haihe.ops.city.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PolylineTest {
    private final Polyline east = new Polyline(new double[] {117.20, 117.21, 117.22}, new double[] {39.1, 39.1, 39.1});

    @Test
    void measuresInMetres() {
        // 0.01 degree of longitude at 39.1 degrees north is 863 m on the sphere.
        assertThat(east.lengthMetres()).isCloseTo(2 * 863, within(5.0));
    }

    @Test
    void findsThePlaceAtADistance() {
        Position quarter = east.at(east.lengthMetres() / 4);
        assertThat(quarter.lon()).isCloseTo(117.205, within(1e-9));
        assertThat(quarter.bearingDegrees()).isCloseTo(90, within(1e-6));
    }

    @Test
    void keepsToItsEnds() {
        assertThat(east.at(-50).lon()).isEqualTo(117.20);
        assertThat(east.at(1e9).lon()).isEqualTo(117.22);
    }

    @Test
    void toldWhereAVehicleFirstPassesAPointOfALineThatComesByTwice() {
        Polyline thereAndBack =
                new Polyline(new double[] {117.20, 117.22, 117.20}, new double[] {39.1, 39.1, 39.10001});
        double out = thereAndBack.passing(117.205, 39.1001, 0);
        double back = thereAndBack.passing(117.205, 39.1001, thereAndBack.lengthMetres() / 2);
        assertThat(out).isCloseTo(431, within(3.0));
        assertThat(back).isCloseTo(thereAndBack.lengthMetres() - 431, within(3.0));
    }

    @Test
    void aSinglePointIsNoLine() {
        assertThatThrownBy(() -> new Polyline(new double[] {117}, new double[] {39}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two points");
    }
}
