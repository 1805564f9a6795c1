package cn.haihe.center.clearing.dispute;

import cn.haihe.card.exchange.national.AdField;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** Limits of disputes, and how AD files are laid out. No source gives them: they are ours. */
@ConfigMapping(prefix = "haihe.clearing.dispute")
public interface DisputeConfig {
    /** Working days that the other institution has to answer. */
    @WithDefault("5")
    int answerWithinDays();

    /** Days after a business day within which it can be disputed. */
    @WithDefault("90")
    int openWithinDays();

    /** Disputes of one institution that are not decided. */
    @WithDefault("1000")
    int openMax();

    /** Attachments of one institution to one dispute. */
    @WithDefault("5")
    int attachmentsMax();

    @WithDefault("1M")
    MemorySize attachmentMax();

    /** Widths in bytes of fields of AD lines, where they are others than ours. */
    Map<AdField, Integer> adWidths();
}
