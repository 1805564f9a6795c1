package cn.haihe.center.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.clearing.dispute.DisputeConfig;
import cn.haihe.center.clearing.reconciliation.ReconciliationConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensibleSettingsTest {
    @Test
    void theDefaultsAreSensible() {
        assertThat(faults(Map.of())).isEmpty();
        assertThat(faults(Map.of("archive", "false", "archive-after-days", "1")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "archive-after-days,             30,   archive-after-days",
        "archive-after-days,             91,   the database lets no younger day go",
        "dispute.open-within-days,       180,  dispute.open-within-days",
        "archive-after-days,             120,  may still be disputed",
        "reconciliation.look-back,       P1Y,  reconciliation.look-back",
        "late-max,                       62d,  late-max",
        "late-max,                       1m,   late-max",
        "amount-max-fen,                 0,    amount-max-fen",
        "clock-skew-max,                 13h,  clock-skew-max",
        "answers-at-once,                0,    answers-at-once",
        "delivery.at-once,               0,    delivery.at-once",
        "files-at-once,                  -1,   files-at-once",
    })
    void whatIsNotIsToldByItsName(String name, String value, String told) {
        List<String> faults = faults(Map.of(name, value));
        assertThat(faults).isNotEmpty().allMatch(fault -> fault.contains("is ") || fault.contains("must be"));
        assertThat(String.join("; ", faults)).contains(told);
    }

    private static List<String> faults(Map<String, String> settings) {
        Map<String, String> named = new HashMap<>();
        settings.forEach((name, value) -> named.put("haihe.clearing." + name, value));
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(ClearingConfig.class)
                .withMapping(DisputeConfig.class)
                .withMapping(ReconciliationConfig.class)
                .withSources(new PropertiesConfigSource(named, "test", 100))
                .withValidateUnknown(false)
                .build();
        return SensibleSettings.faults(
                config.getConfigMapping(ClearingConfig.class),
                config.getConfigMapping(DisputeConfig.class),
                config.getConfigMapping(ReconciliationConfig.class));
    }
}
