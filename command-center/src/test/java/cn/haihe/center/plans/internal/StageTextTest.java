package cn.haihe.center.plans.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.center.problem.ProblemException;
import cn.haihe.signal.plan.Occurrence;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stages on demand on their way through a posted plan and a stored line. */
class StageTextTest {
    private static final List<StageTime> STAGES =
            List.of(StageTime.fixed(1, 45), new StageTime(2, 20, Occurrence.ON_DEMAND), StageTime.fixed(3, 25));

    @Test
    void aLineIsReadAsItWasWrittenAndThoseOfBeforeAsFixed() {
        assertThat(StageText.of(STAGES)).isEqualTo("1:45 2:20:D 3:25");
        assertThat(StageText.read("1:45 2:20:D 3:25")).isEqualTo(STAGES);
        assertThat(StageText.read("1:45 2:20")).containsExactly(StageTime.fixed(1, 45), StageTime.fixed(2, 20));
        assertThatThrownBy(() -> StageText.read("1:45:X")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPostedPlanSaysWhichStagesAreOnDemand() {
        assertThat(posted("true").stages()).isEqualTo(STAGES);
        assertThat(posted("false").stages().get(1).occurrence()).isEqualTo(Occurrence.FIXED);
        assertThatThrownBy(() -> posted("\"yes\"")).isInstanceOf(ProblemException.class);
        assertThat(PlanViews.Plan.of(posted("true")).stages())
                .extracting(PlanViews.Stage::onDemand)
                .containsExactly(null, true, null);
    }

    private static TimingPlan posted(String onDemand) {
        String json = """
            {"cycleSeconds":90,"stages":[{"stage":1,"seconds":45},{"stage":2,"seconds":20,"onDemand":%s},
            {"stage":3,"seconds":25}],"reason":"few turn left"}\
            """.formatted(onDemand);
        return new PlanForm(new ObjectMapper())
                .read(json.getBytes(StandardCharsets.UTF_8))
                .plan()
                .orElseThrow();
    }
}
