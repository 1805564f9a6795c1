package cn.haihe.map.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

class DistrictsTest {
    private final List<District> districts = Districts.ofTianjin();

    @Test
    void tianjinHasSixteenDistrictsNamedInBothLanguages() {
        assertThat(districts)
                .hasSize(16)
                .isSortedAccordingTo((a, b) -> a.adcode().compareTo(b.adcode()));
        assertThat(districts).allSatisfy(district -> {
            assertThat(district.adcode()).startsWith("1201").hasSize(6);
            assertThat(district.names().zh()).endsWith("区");
            assertThat(district.names().en()).isNotEmpty();
            assertThat(district.boundary().isValid()).isTrue();
        });
    }

    /** Seats of the districts' governments, well inside, so that half a kilometre of datum does not matter. */
    @ParameterizedTest
    @CsvSource({
        "120101, 117.1990, 39.1200",
        "120105, 117.2075, 39.1661",
        "120106, 117.1493, 39.1636",
        "120103, 117.2229, 39.0783",
        "120114, 117.0219, 39.4500",
        "120115, 117.3989, 39.6081",
        "120116, 117.5915, 38.9111",
        "120118, 116.9604, 38.8551",
        "120119, 117.4283, 40.0021"
    })
    void aKnownPlaceLiesInItsDistrictOnly(String adcode, double lon, double lat) {
        Point place = new GeometryFactory().createPoint(new Coordinate(lon, lat));

        assertThat(districts)
                .filteredOn(district -> district.boundary().contains(place))
                .extracting(District::adcode)
                .containsExactly(adcode);
    }

    /** Outlines are rounded to about 100 m, so neighbours may overlap by a strip, never by a piece. */
    @Test
    void districtsHardlyOverlap() {
        for (District a : districts) {
            for (District b : districts) {
                if (a.adcode().compareTo(b.adcode()) < 0) {
                    assertThat(a.boundary().intersection(b.boundary()).getArea())
                            .as("%s and %s", a.names().zh(), b.names().zh())
                            .isLessThan(0.02
                                    * Math.min(
                                            a.boundary().getArea(), b.boundary().getArea()));
                }
            }
        }
    }
}
