package cn.haihe.center.clearing.rules.internal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.card.contract.RuleKind;
import org.junit.jupiter.api.Test;

class RuleStoreTest {
    @Test
    void keysThatEverybodyCanMakeAreNoneWhereTestKeysAreNotGood() {
        for (RuleKind kind : RuleKind.values()) {
            boolean isKey = kind == RuleKind.SIGNING_KEY || kind == RuleKind.TAC_KEY;
            assertThat(RuleStore.isGood(row(kind, RuleRow.TEST_DATA), false))
                    .as("%s of the demo", kind)
                    .isEqualTo(!isKey);
            assertThat(RuleStore.isGood(row(kind, RuleRow.TWO_PERSONS), false)).isTrue();
            assertThat(RuleStore.isGood(row(kind, RuleRow.TEST_DATA), true)).isTrue();
        }
    }

    private static RuleRow row(RuleKind kind, String origin) {
        RuleRow row = new RuleRow();
        row.kind = kind;
        row.origin = origin;
        return row;
    }
}
