package cn.haihe.signal.optimise;

import cn.haihe.signal.queue.DemandSample;
import cn.haihe.signal.queue.QueueRules;
import cn.haihe.signal.queue.SignalProgram;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Simulated annealing over splits, offsets, cycles and stages of a network, one small change at a time, judged by the
 * queue model; for one thread.
 */
final class NeighbourSearch {
    private final List<CycleSpace> spaces;
    private int[] plannable;
    private final int[][] neighbours;
    private final DemandSample[] samples;
    private final SplittableRandom random;
    private final double[] each;
    private final double[] ofCurrent;
    private long evaluations;

    /** @param neighbours per intersection those that traffic links it with */
    NeighbourSearch(List<CycleSpace> spaces, int[][] neighbours, DemandSample[] samples, SplittableRandom random) {
        this.spaces = spaces;
        this.samples = samples;
        this.random = random;
        each = new double[samples.length];
        ofCurrent = new double[samples.length];
        this.neighbours = neighbours;
    }

    long evaluations() {
        return evaluations;
    }

    /**
     * @param tries candidates to try
     * @param warmth part of the delay by which a worse candidate may be taken with a chance of 1 in e
     * @return the best that was met on these samples
     */
    NetworkCandidate run(Assessor assessor, NetworkCandidate start, int tries, double warmth, BooleanSupplier isOver) {
        plannable = start.planned();
        NetworkCandidate current = start.copy();
        double currentLoss = assessor.assess(current, samples, ofCurrent);
        NetworkCandidate best = current;
        double bestLoss = currentLoss;
        for (int i = 0; i < tries && !isOver.getAsBoolean(); i++) {
            NetworkCandidate candidate = current.copy();
            if (!change(candidate)) {
                continue;
            }
            double warmthNow = warmth * (1 - (double) i / tries);
            double margin = -warmthNow * Math.log(1 - random.nextDouble());
            double loss = assessor.race(candidate, samples, each, ofCurrent, margin);
            evaluations++;
            if (loss <= currentLoss * (1 + margin)) {
                current = candidate;
                currentLoss = loss;
                System.arraycopy(each, 0, ofCurrent, 0, each.length);
                if (loss < bestLoss) {
                    best = candidate;
                    bestLoss = loss;
                }
            }
        }
        return best;
    }

    private boolean change(NetworkCandidate candidate) {
        int i = plannable[random.nextInt(plannable.length)];
        boolean isAlone = plannable.length == 1;
        int kind = random.nextInt(isAlone ? 70 : 100);
        if (kind < 30) {
            return replace(candidate, i, spaces.get(i).shiftGreen(candidate.cycles[i], random));
        } else if (kind < 50) {
            return replace(candidate, i, spaces.get(i).changeGreen(candidate.cycles[i], random));
        } else if (kind < 54) {
            return replace(candidate, i, spaces.get(i).swapStages(candidate.cycles[i], random));
        } else if (kind < 58) {
            return replace(candidate, i, spaces.get(i).dropStage(candidate.cycles[i], random));
        } else if (kind < 61) {
            return replace(candidate, i, spaces.get(i).insertStage(candidate.cycles[i], random));
        } else if (kind < 63) {
            return replace(candidate, i, spaces.get(i).replaceStage(candidate.cycles[i], random));
        } else if (kind < 70) {
            return changeCycle(candidate, i);
        } else if (kind < 88) {
            int seconds = random.nextInt(4) == 0 ? random.nextInt(120) : random.nextInt(-8, 9);
            return replace(candidate, i, candidate.cycles[i].withOffset(candidate.cycles[i].offset + seconds));
        } else if (kind < 92) {
            return moveGroup(candidate, i);
        } else if (kind < 96) {
            return joinNeighbour(candidate, i);
        }
        return scaleAll(candidate);
    }

    private boolean replace(NetworkCandidate candidate, int i, StageCycle cycle) {
        if (!spaces.get(i).allows(cycle)) {
            return false;
        }
        candidate.cycles[i] = cycle;
        candidate.programs[i] = program(spaces.get(i), cycle);
        return true;
    }

    static SignalProgram program(CycleSpace space, StageCycle cycle) {
        return SignalProgram.of(
                space.intersection, cycle.stages, cycle.greenSeconds(), cycle.offset, QueueRules.DEFAULT);
    }

    private boolean changeCycle(NetworkCandidate candidate, int i) {
        double seconds = seconds(candidate, i) * (0.75 + 0.6 * random.nextDouble());
        return replace(candidate, i, spaces.get(i).scaled(candidate.cycles[i], seconds));
    }

    private double seconds(NetworkCandidate candidate, int i) {
        return candidate.cycles[i].cycleSeconds(spaces.get(i).intersection);
    }

    /** An intersection and those that it is linked with, all later or earlier together. */
    private boolean moveGroup(NetworkCandidate candidate, int i) {
        int seconds = random.nextInt(-12, 13);
        boolean isMoved = replace(candidate, i, candidate.cycles[i].withOffset(candidate.cycles[i].offset + seconds));
        for (int j : neighbours[i]) {
            if (candidate.cycles[j] != null && random.nextBoolean()) {
                isMoved |= replace(candidate, j, candidate.cycles[j].withOffset(candidate.cycles[j].offset + seconds));
            }
        }
        return isMoved;
    }

    /** The cycle of a neighbour, half of it, or double. */
    private boolean joinNeighbour(NetworkCandidate candidate, int i) {
        if (neighbours[i].length == 0) {
            return false;
        }
        int j = neighbours[i][random.nextInt(neighbours[i].length)];
        if (candidate.cycles[j] == null) {
            return false;
        }
        double[] factors = {1, 1, 1, 0.5, 2};
        double seconds = seconds(candidate, j) * factors[random.nextInt(factors.length)];
        StageCycle scaled = spaces.get(i).scaled(candidate.cycles[i], seconds);
        return replace(candidate, i, scaled.withOffset(random.nextInt((int) Math.max(1, seconds))));
    }

    /** All cycles longer or shorter by the same part; offsets keep their place in the cycle. */
    private boolean scaleAll(NetworkCandidate candidate) {
        double factor = 0.85 + 0.32 * random.nextDouble();
        boolean isChanged = false;
        for (int i : plannable) {
            StageCycle old = candidate.cycles[i];
            StageCycle scaled = spaces.get(i).scaled(old, seconds(candidate, i) * factor);
            isChanged |= replace(candidate, i, scaled.withOffset((int) Math.round(old.offset * factor)));
        }
        return isChanged;
    }
}
