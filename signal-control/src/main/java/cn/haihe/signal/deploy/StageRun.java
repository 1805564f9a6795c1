package cn.haihe.signal.deploy;

import cn.haihe.signal.plan.StageTime;
import java.util.ArrayList;
import java.util.List;

/**
 * One stage as it is seen from outside: a chain that names it twice in a row shows it once, for as long as both.
 *
 * @param seconds planned
 */
record StageRun(int stage, int seconds) {
    /** What is seen of a plan, once round. */
    static List<StageRun> of(List<StageTime> chain) {
        List<StageRun> runs = new ArrayList<>();
        for (StageTime time : chain) {
            int last = runs.size() - 1;
            if (last >= 0 && runs.get(last).stage() == time.stage()) {
                runs.set(last, new StageRun(time.stage(), runs.get(last).seconds() + time.seconds()));
            } else {
                runs.add(new StageRun(time.stage(), time.seconds()));
            }
        }
        int last = runs.size() - 1;
        if (last > 0 && runs.get(0).stage() == runs.get(last).stage()) {
            StageRun end = runs.remove(last);
            runs.set(0, new StageRun(end.stage(), end.seconds() + runs.get(0).seconds()));
        }
        return runs;
    }
}
