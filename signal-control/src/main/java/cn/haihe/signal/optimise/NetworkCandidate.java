package cn.haihe.signal.optimise;

import cn.haihe.signal.queue.SignalProgram;
import java.util.stream.IntStream;

/** Plans for all intersections, none for those that keep what they show, with what the queue model needs of each. */
final class NetworkCandidate {
    final StageCycle[] cycles;
    final SignalProgram[] programs;

    NetworkCandidate(StageCycle[] cycles, SignalProgram[] programs) {
        this.cycles = cycles;
        this.programs = programs;
    }

    /** Places of the intersections that have a plan here. */
    int[] planned() {
        return IntStream.range(0, cycles.length).filter(i -> cycles[i] != null).toArray();
    }

    NetworkCandidate copy() {
        return new NetworkCandidate(cycles.clone(), programs.clone());
    }
}
