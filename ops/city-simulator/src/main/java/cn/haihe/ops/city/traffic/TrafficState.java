package cn.haihe.ops.city.traffic;

import cn.haihe.ops.city.network.Road;
import cn.haihe.ops.city.network.RoadKind;
import java.time.LocalDateTime;
import java.util.List;

/** The traffic on every road at one moment of the model; immutable, so any thread may read it. */
public final class TrafficState {
    /** Signals let a street go for about two fifths of the time: no lane of it carries more than that, however slow it is. */
    private static final double BETWEEN_SIGNALS = 0.4;

    private final LocalDateTime modelTime;
    private final float[] fullness;
    private final float[] speedKmh;
    private final List<Incident> incidents;

    TrafficState(LocalDateTime modelTime, float[] fullness, float[] speedKmh, List<Incident> incidents) {
        this.modelTime = modelTime;
        this.fullness = fullness;
        this.speedKmh = speedKmh;
        this.incidents = List.copyOf(incidents);
    }

    public LocalDateTime modelTime() {
        return modelTime;
    }

    public List<Incident> incidents() {
        return incidents;
    }

    public double speedKmh(Road road) {
        return speedKmh[road.number()];
    }

    public double speedKmh(int road) {
        return speedKmh[road];
    }

    public double flowPerHour(Road road) {
        return FlowLaw.flowPerHour(speedKmh[road.number()], occupied(road), road.lanes());
    }

    public double occupancyPercent(Road road) {
        return FlowLaw.occupancyPercent(occupied(road));
    }

    private double occupied(Road road) {
        return fullness[road.number()] * (road.kind() == RoadKind.MOTORWAY ? 1 : BETWEEN_SIGNALS);
    }
}
