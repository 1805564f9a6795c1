package cn.haihe.signal.optimise;

import cn.haihe.signal.queue.SignalProgram;

/** Plans for all intersections, with what the queue model needs of each. */
final class NetworkCandidate {
    final StageCycle[] cycles;
    final SignalProgram[] programs;

    NetworkCandidate(StageCycle[] cycles, SignalProgram[] programs) {
        this.cycles = cycles;
        this.programs = programs;
    }

    NetworkCandidate copy() {
        return new NetworkCandidate(cycles.clone(), programs.clone());
    }
}
