package cn.haihe.signal.optimise;

import cn.haihe.signal.network.FixedPlan;
import cn.haihe.signal.network.GreenTime;
import cn.haihe.signal.network.Intersection;
import java.util.ArrayList;
import java.util.List;

/** What one intersection would show, in whole seconds of green: a point of the search. Never changed once made. */
final class StageCycle {
    final int[] stages;
    final int[] greens;
    final int offset;

    StageCycle(int[] stages, int[] greens, int offset) {
        this.stages = stages;
        this.greens = greens;
        this.offset = offset;
    }

    StageCycle withOffset(int seconds) {
        return new StageCycle(stages, greens, seconds);
    }

    StageCycle withGreens(int[] seconds) {
        return new StageCycle(stages, seconds, offset);
    }

    double cycleSeconds(Intersection intersection) {
        double sum = clearanceSeconds(intersection);
        for (int green : greens) {
            sum += green;
        }
        return sum;
    }

    double clearanceSeconds(Intersection intersection) {
        double sum = 0;
        for (int i = 0; i < stages.length; i++) {
            sum += intersection
                    .clearance(stages[i], stages[(i + 1) % stages.length])
                    .seconds();
        }
        return sum;
    }

    double[] greenSeconds() {
        double[] seconds = new double[greens.length];
        for (int i = 0; i < greens.length; i++) {
            seconds[i] = greens[i];
        }
        return seconds;
    }

    FixedPlan plan(Intersection intersection) {
        double cycle = cycleSeconds(intersection);
        List<GreenTime> times = new ArrayList<>();
        for (int i = 0; i < stages.length; i++) {
            times.add(new GreenTime(stages[i], greens[i]));
        }
        double start = offset % cycle;
        return new FixedPlan(intersection.id(), cycle, start < 0 ? start + cycle : start, times);
    }
}
