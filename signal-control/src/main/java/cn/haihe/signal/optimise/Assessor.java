package cn.haihe.signal.optimise;

import cn.haihe.signal.queue.DemandSample;
import cn.haihe.signal.queue.QueueNetwork;
import cn.haihe.signal.queue.QueueSimulation;

/** Tries candidates on drawn demands; for one thread. */
final class Assessor {
    private final QueueSimulation simulation;

    Assessor(QueueNetwork queues) {
        simulation = new QueueSimulation(queues);
    }

    /** Seconds lost by all vehicles of all samples; each sample's goes to {@code each}. */
    double assess(NetworkCandidate candidate, DemandSample[] samples, double[] each) {
        double sum = 0;
        for (int i = 0; i < samples.length; i++) {
            each[i] = simulation.run(samples[i], candidate.programs);
            sum += each[i];
        }
        return sum;
    }

    /**
     * As {@link #assess}, but gives up as soon as the samples tried so far say that the candidate cannot keep up.
     *
     * @param rival what another candidate lost on each sample
     * @param margin by how much of the rival's loss the candidate may be worse, e.g. 0.01
     * @return infinite where it was given up
     */
    double race(NetworkCandidate candidate, DemandSample[] samples, double[] each, double[] rival, double margin) {
        double sum = 0;
        double rivals = 0;
        for (int i = 0; i < samples.length; i++) {
            each[i] = simulation.run(samples[i], candidate.programs);
            sum += each[i];
            rivals += rival[i];
            double patience = margin + PATIENCE / (i + 1);
            if (i + 1 < samples.length && sum > rivals * (1 + patience)) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return sum;
    }

    /** After one sample a candidate may be worse by so much, after two by half of it and so on. */
    private static final double PATIENCE = 0.01;
}
