package cn.haihe.center.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import cn.haihe.center.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SearchSlotsTest {
    private final SearchSlots slots = new SearchSlots(new OneAtATime());

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
