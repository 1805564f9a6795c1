package cn.haihe.ops.city.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StreetsTest {
    private final Streets streets = GridCity.streets(4);

    @Test
    void roadsMeetAtTheirNodesButDoNotTurnRound() {
        for (Road road : streets.roads()) {
            assertThat(Arrays.stream(streets.after(road.number())).boxed())
                    .allSatisfy(next -> {
                        assertThat(streets.roads().get(next).fromNode()).isEqualTo(road.toNode());
                        assertThat(streets.roads().get(next).toNode()).isNotEqualTo(road.fromNode());
                        assertThat(streets.before(next)).contains(road.number());
                    })
                    .isNotEmpty();
        }
    }

    @Test
    void knowsTheRoadsUnderALineInItsDirection() {
        Polyline line = GridCity.line(1, 2, 4, 2);
        int[] under = streets.roadsUnder(line);
        assertThat(under).hasSize(3);
        assertThat(Arrays.stream(under)
                        .mapToObj(road -> streets.roads().get(road).fromNode()))
                .containsExactly(GridCity.node(1, 2), GridCity.node(2, 2), GridCity.node(3, 2));
    }

    @Test
    void aStretchOffTheMapHasNoRoad() {
        Polyline line = new Polyline(new double[] {118, 118.1}, new double[] {39, 39});
        assertThat(streets.roadsUnder(line)).containsExactly(-1);
    }
}
