package cn.haihe.center.plans.internal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.plans.Observed.Condition;
import cn.haihe.center.plans.internal.Judgement.Act;
import cn.haihe.center.signals.JunctionHold;
import cn.haihe.center.signals.SignalState;
import cn.haihe.map.traffic.Grade;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.ControlMode;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Optional<JunctionHold> FREE = Optional.empty();

    @ParameterizedTest
    @CsvSource({
        "CENTER, 3, KEEP, WAITING",
        "CENTER, 4, PUSH, WAITING",
        "CENTER_MANUAL, 3, PUSH, WAITING",
        "LOCAL, 3, PUSH, WAITING",
        "OTHER, 3, PUSH, WAITING",
        "LOCAL_MANUAL, 3, FORGET, MANUAL_AT_CABINET",
        "FLASH, 0, FORGET, FAIL_SAFE",
        "ALL_RED, 3, FORGET, FAIL_SAFE",
        "OFF, 0, FORGET, FAIL_SAFE"
    })
    void whatAControllerDoesSaysWhatIsToBeDone(ControlMode mode, int plan, Act act, Condition condition) {
        Judgement judged = Judgement.of(3, true, state(Communication.ONLINE, mode, plan), FREE);
        assertThat(judged.act()).isEqualTo(act);
        assertThat(judged.condition()).isEqualTo(condition);
    }

    @Test
    void whoHoldsAJunctionIsNotDisturbedWhateverItRuns() {
        JunctionHold hold =
                new JunctionHold("j1", JunctionHold.Kind.DUTY, "duty route 7", "visit", NOW.plusSeconds(60));
        Judgement judged = Judgement.of(3, true, state(Communication.ONLINE, ControlMode.LOCAL, 1), Optional.of(hold));
        assertThat(judged.act()).isEqualTo(Act.FORGET);
        assertThat(judged.condition()).isEqualTo(Condition.HELD);
        assertThat(judged.detail()).contains("duty route 7").contains("visit");
    }

    @Test
    void nothingIsSentWhereNobodyHears() {
        assertThat(Judgement.of(3, true, state(Communication.OFFLINE, ControlMode.LOCAL, 1), FREE)
                        .condition())
                .isEqualTo(Condition.OFFLINE);
        assertThat(Judgement.of(3, true, Optional.empty(), FREE).condition()).isEqualTo(Condition.OFFLINE);
        assertThat(Judgement.of(3, false, state(Communication.ONLINE, ControlMode.LOCAL, 1), FREE)
                        .condition())
                .isEqualTo(Condition.NO_CONTROLLER);
        assertThat(Judgement.of(
                                3,
                                true,
                                Optional.of(new SignalState("j1", Communication.DEGRADED, Optional.empty())),
                                FREE)
                        .act())
                .isEqualTo(Act.PUSH);
    }

    private static Optional<SignalState> state(Communication line, ControlMode mode, int plan) {
        return Optional.of(new SignalState(
                "j1",
                line,
                Optional.of(new SignalState.Live(
                        mode, plan == 0 ? Optional.empty() : Optional.of(plan), Optional.of(1), NOW, Grade.B))));
    }
}
