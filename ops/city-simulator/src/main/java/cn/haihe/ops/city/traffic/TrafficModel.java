package cn.haihe.ops.city.traffic;

import cn.haihe.ops.city.network.Road;
import cn.haihe.ops.city.network.RoadKind;
import cn.haihe.ops.city.network.Streets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The traffic that everything in the simulated city shares: buses drive in it and detectors measure it. A pure function
 * of the streets, the seed and the model's time, so two runs with one seed have the same rush hours and incidents.
 */
public final class TrafficModel {
    private static final double FULLEST = 0.9;

    private final Streets streets;
    private final IncidentPlan incidents;
    private final double[] usual;
    private final double[] tide;
    private final double[] freeFlowKmh;
    private final double[] wavePerSecond;
    private final double[] wavePhase;

    public TrafficModel(Streets streets, long seed) {
        this.streets = streets;
        incidents = new IncidentPlan(streets, seed);
        int count = streets.roads().size();
        usual = new double[count];
        tide = new double[count];
        freeFlowKmh = new double[count];
        wavePerSecond = new double[count];
        wavePhase = new double[count];
        for (Road road : streets.roads()) {
            int i = road.number();
            double character = 0.7 + 0.6 * SeededHash.unit(seed, road.id().hashCode(), 1);
            usual[i] = usual(road.kind()) * character * (1 - 0.5 * streets.rimShare(road));
            tide[i] = 0.35 * streets.towardsCentre(road);
            freeFlowKmh[i] = freeFlowKmh(road);
            double periodSeconds = 900 + 1500 * SeededHash.unit(seed, road.id().hashCode(), 2);
            wavePerSecond[i] = 2 * Math.PI / periodSeconds;
            wavePhase[i] = 2 * Math.PI * SeededHash.unit(seed, road.id().hashCode(), 3);
        }
    }

    private static double usual(RoadKind kind) {
        return switch (kind) {
            case MOTORWAY -> 0.40;
            case TRUNK -> 0.46;
            case PRIMARY -> 0.50;
            case SECONDARY -> 0.48;
            case TERTIARY -> 0.38;
            case UNCLASSIFIED, RESIDENTIAL -> 0.22;
            case LIVING_STREET, SERVICE -> 0.12;
        };
    }

    /** Signals and crossings keep even an empty street below its limit. */
    private static double freeFlowKmh(Road road) {
        double share = road.kind().compareTo(RoadKind.TRUNK) <= 0 ? 0.95 : 0.85;
        return share * road.speedLimitKmh();
    }

    public double freeFlowKmh(int road) {
        return freeFlowKmh[road];
    }

    /** One thread only. */
    public TrafficState at(LocalDateTime modelTime) {
        double second = modelTime.toEpochSecond(ZoneOffset.UTC) + modelTime.getNano() / 1e9;
        double demand = DayProfile.demand(modelTime);
        double tideNow = DayProfile.tide(modelTime);
        List<Incident> current = incidents.at((long) second);
        float[] fullness = new float[usual.length];
        for (int i = 0; i < fullness.length; i++) {
            double wave = 1 + 0.2 * Math.sin(second * wavePerSecond[i] + wavePhase[i]);
            fullness[i] = (float) Math.min(FULLEST, usual[i] * demand * (1 + tide[i] * tideNow) * wave);
        }
        for (Incident incident : current) {
            incident.hops().forEach((road, hop) -> {
                double taken = incident.effect(hop, second);
                fullness[road] = (float) Math.min(FULLEST, 1 - (1 - fullness[road]) * (1 - taken));
            });
        }
        float[] speedKmh = new float[fullness.length];
        for (int i = 0; i < speedKmh.length; i++) {
            speedKmh[i] = (float) FlowLaw.speedKmh(freeFlowKmh[i], fullness[i]);
        }
        return new TrafficState(modelTime, fullness, speedKmh, current);
    }

    /** What is usual on a road at that time of such a day: without incidents, and without the waves of a quarter-hour. */
    public double usualSpeedKmh(int road, LocalDateTime at) {
        double fullness = usual[road] * DayProfile.demand(at) * (1 + tide[road] * DayProfile.tide(at));
        return FlowLaw.speedKmh(freeFlowKmh[road], Math.min(FULLEST, fullness));
    }

    public Streets streets() {
        return streets;
    }
}
