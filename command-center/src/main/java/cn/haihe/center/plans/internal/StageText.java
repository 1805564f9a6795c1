package cn.haihe.center.plans.internal;

import cn.haihe.signal.plan.Occurrence;
import cn.haihe.signal.plan.StageTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The stages of a plan as one line: stage:seconds, with :D behind one that comes on demand only, separated by blanks. */
final class StageText {
    private static final String ON_DEMAND = ":D";

    private StageText() {}

    static String of(List<StageTime> stages) {
        return stages.stream()
                .map(time -> time.stage() + ":" + time.seconds()
                        + (time.occurrence() == Occurrence.ON_DEMAND ? ON_DEMAND : ""))
                .collect(Collectors.joining(" "));
    }

    /** @throws IllegalArgumentException on a text that is not of this form */
    static List<StageTime> read(String text) {
        return Arrays.stream(text.split(" ")).map(StageText::readOne).toList();
    }

    private static StageTime readOne(String text) {
        boolean onDemand = text.endsWith(ON_DEMAND);
        String[] parts = (onDemand ? text.substring(0, text.length() - ON_DEMAND.length()) : text).split(":");
        if (parts.length != 2) {
            throw new IllegalArgumentException("no stage of a plan: " + text);
        }
        return new StageTime(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                onDemand ? Occurrence.ON_DEMAND : Occurrence.FIXED);
    }
}
