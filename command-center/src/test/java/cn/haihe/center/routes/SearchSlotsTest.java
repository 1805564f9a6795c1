package cn.haihe.center.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import cn.haihe.center.problem.ProblemException;
import cn.haihe.routing.RouteAnswer;
import cn.haihe.routing.SearchLimit;
import com.graphhopper.GHResponse;
import com.graphhopper.util.exceptions.MaximumNodesExceededException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SearchSlotsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SearchSlots slots = new SearchSlots(new OneAtATime(), new SearchMeters(registry));

    @Test
    void everySearchIsTimedByHowItEnded() {
        slots.with(() -> new RouteAnswer.NoWay());
        slots.with(() -> new RouteAnswer.NoWay());
        slots.with(() -> new RouteAnswer.PointOffMap(1));
        slots.with(() -> new RouteAnswer.GivenUp(SearchLimit.TIME));
        slots.with(() -> new GHResponse().addError(new MaximumNodesExceededException("much", 5)));
        slots.with(() -> new GHResponse());
        assertThatIllegalStateException()
                .isThrownBy(() -> slots.with(() -> {
                    throw new IllegalStateException("broken");
                }));
        slots.with(() -> {
            assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> slots.with(() -> "second"));
            return "first";
        });

        assertThat(searches("no-way")).isEqualTo(2);
        assertThat(searches("point-off-map")).isEqualTo(1);
        assertThat(searches("limit-time")).isEqualTo(1);
        assertThat(searches("limit-nodes")).isEqualTo(1);
        assertThat(searches("found")).isEqualTo(2);
        assertThat(searches("failed")).isEqualTo(1);
        assertThat(registry.get("haihe.routes.refused").counter().count()).isEqualTo(1);
    }

    private long searches(String outcome) {
        return registry.get("haihe.routes.search")
                .tag("outcome", outcome)
                .timer()
                .count();
    }

    @Test
    void oneSearchTooManyIsRefusedAndTheNextOneWorks() {
        slots.with(() -> {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> slots.with(() -> "second"))
                    .satisfies(refused -> assertThat(refused.problem().slug()).isEqualTo("routes-busy"));
            return "first";
        });

        assertThat(slots.<String>with(() -> "third")).isEqualTo("third");
    }

    @Test
    void aSearchThatBreaksGivesItsSlotBack() {
        assertThatIllegalStateException()
                .isThrownBy(() -> slots.with(() -> {
                    throw new IllegalStateException("broken");
                }));

        assertThat(slots.<String>with(() -> "next")).isEqualTo("next");
    }

    private record OneAtATime() implements RoutesConfig {
        @Override
        public int pointsMax() {
            return 2;
        }

        @Override
        public Duration searchTimeMax() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int visitedNodesMax() {
            return 1;
        }

        @Override
        public int concurrentMax() {
            return 1;
        }
    }
}
