package cn.haihe.signal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.Nets;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.SignalNetwork;
import cn.haihe.signal.network.TrafficMovement;
import org.junit.jupiter.api.Test;

class DemandSampleTest {
    @Test
    void about_as_many_pass_each_movement_as_the_network_says() {
        SignalNetwork network = Nets.twoCrossings();
        QueueNetwork queues = new QueueNetwork(network, QueueRules.DEFAULT);
        double[] passes = new double[queues.movements];
        for (int seed = 0; seed < 20; seed++) {
            int[] drawn = DemandSample.draw(queues, seed).passes(queues);
            for (int m = 0; m < passes.length; m++) {
                passes[m] += drawn[m] / 20.0;
            }
        }

        int m = 0;
        for (Intersection intersection : network.intersections()) {
            for (TrafficMovement movement : intersection.movements()) {
                double wanted = movement.desiredPerHour().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum()
                        / 4;
                assertThat(passes[m++])
                        .as(intersection.id() + " " + movement.id())
                        .isBetween(0.88 * wanted - 2, 1.12 * wanted + 2);
            }
        }
    }

    @Test
    void vehicles_come_in_order_within_the_horizon_and_the_same_seed_draws_the_same() {
        QueueNetwork queues = new QueueNetwork(Nets.twoCrossings(), QueueRules.DEFAULT);
        DemandSample sample = DemandSample.draw(queues, 3);

        assertThat(sample.entrySeconds).isSorted();
        assertThat(sample.entrySeconds[0]).isNotNegative();
        assertThat(sample.entrySeconds[sample.vehicles() - 1]).isLessThan(3_600);
        assertThat(DemandSample.draw(queues, 3).entrySeconds).isEqualTo(sample.entrySeconds);
        assertThat(DemandSample.draw(queues, 4).entrySeconds).isNotEqualTo(sample.entrySeconds);
    }
}
