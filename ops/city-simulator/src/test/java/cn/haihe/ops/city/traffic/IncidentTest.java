package cn.haihe.ops.city.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.ops.city.network.GridCity;
import cn.haihe.ops.city.network.Streets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentTest {
    private static final long MONDAY_SECONDS = 1_795_000_000L;
    private final Streets streets = GridCity.streets(12);
    private final Incident incident = new Incident(100, 1000, 1200, 0.8, IncidentPlan.upstream(streets, 100));

    @Test
    void itsQueueGrowsUpstreamAndNotDownstream() {
        int before = streets.before(100)[0];
        int after = streets.after(100)[0];
        assertThat(incident.hops()).containsEntry(100, 0).containsEntry(before, 1);
        assertThat(incident.hops().getOrDefault(after, 99)).isGreaterThan(1);
        assertThat(incident.effect(1, 1060)).isZero();
        assertThat(incident.effect(1, 1600)).isBetween(0.3, incident.effect(0, 1600));
    }

    @Test
    void itEnds() {
        assertThat(incident.effect(0, 999)).isZero();
        assertThat(incident.effect(0, 2200)).isCloseTo(0.8, within(1e-9));
        assertThat(incident.effect(0, 2500)).isBetween(0.1, 0.7);
        assertThat(incident.effect(0, incident.overSecond())).isZero();
        assertThat(incident.effect(3, incident.overSecond() + 5)).isZero();
    }

    @Test
    void aRoadWithAnIncidentIsSlowerThanWithout() {
        IncidentPlan plan = new IncidentPlan(streets, 3);
        long second = firstSecondWithAnIncident(plan);
        Incident found = plan.at(second).get(0);
        long middle = found.startSecond() + found.durationSeconds() - 1;
        TrafficModel model = new TrafficModel(streets, 3);
        TrafficState during = model.at(timeOf(middle));
        TrafficState past = model.at(timeOf(found.overSecond()));
        assertThat(during.speedKmh(found.road())).isLessThan(0.75 * past.speedKmh(found.road()));
    }

    @Test
    void whichThereAreDependsOnSeedAndTimeOnlyAndNotOnWhatWasAskedBefore() {
        IncidentPlan stepwise = new IncidentPlan(streets, 3);
        List<Incident> last = List.of();
        for (long second = MONDAY_SECONDS; second <= MONDAY_SECONDS + 7200; second += 60) {
            last = stepwise.at(second);
        }
        assertThat(last).isEqualTo(new IncidentPlan(streets, 3).at(MONDAY_SECONDS + 7200));
        assertThat(last).isNotEqualTo(new IncidentPlan(streets, 4).at(MONDAY_SECONDS + 7200));
    }

    private static LocalDateTime timeOf(long second) {
        return LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    }

    private static long firstSecondWithAnIncident(IncidentPlan plan) {
        long second = MONDAY_SECONDS;
        while (plan.at(second).isEmpty()) {
            second += 60;
        }
        return second;
    }
}
