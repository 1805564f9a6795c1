package cn.haihe.center.command;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How junctions are commanded, and how they get back to their plans. */
@ConfigMapping(prefix = "haihe.command")
public interface CommandConfig {
    /** Junctions that one person may command at once without a second one. */
    @WithDefault("3")
    int aloneMax();

    /** Junctions of one act. */
    @WithDefault("200")
    int junctionsMax();

    /** How long a stage may be held by hand. */
    @WithDefault("PT30M")
    Duration holdMax();

    /** How long a junction may flash, be red or dark by command. */
    @WithDefault("PT24H")
    Duration lampsMax();

    /** How long a second person has. */
    @WithDefault("PT10M")
    Duration approveWithin();

    /** How old what a controller said may be to go by it. */
    @WithDefault("PT8S")
    Duration observedFor();

    /** After a start, how long junctions that were commanded before are left as they are, so that claims can come back. */
    @WithDefault("PT6S")
    Duration graceAfterStart();

    /** Claims of vehicles at one junction; one more is not taken. */
    @WithDefault("32")
    int claimsMax();

    /** Cycles of its plan within which a junction is to be seen back, every stage served. */
    @WithDefault("2")
    int recoverWithinCycles();

    /** Beside these cycles. */
    @WithDefault("PT30S")
    Duration recoverMargin();

    /** Of a plan whose times are not known. */
    @WithDefault("PT120S")
    Duration cycleWhereUnknown();

    /** An order that the field does not show is sent again after so long. */
    @WithDefault("PT10S")
    Duration repeatAfter();

    /** What a later vehicle may cost an earlier one of its rank. */
    @WithDefault("PT5S")
    Duration toleratedWait();

    /** After which a vehicle that has not passed gives way to one of its rank that stands and waits. */
    @WithDefault("PT60S")
    Duration servedMax();
}
