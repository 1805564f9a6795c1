package cn.haihe.signal.adaptive;

import cn.haihe.signal.exchange.JunctionOfNet;
import java.util.List;

/** The adaptive control of one junction: what is seen goes in, which stage to show comes out. Not for several threads. */
public final class JunctionControl {
    private final TrafficEstimate estimate;
    private final StagePlanner planner;

    public JunctionControl(JunctionOfNet net, List<DetectorZone> zones) {
        JunctionModel model = JunctionModel.of(net);
        estimate = new TrafficEstimate(model, zones);
        planner = new StagePlanner(model);
    }

    /**
     * To be called each second.
     *
     * @param sights one a zone, in the order of the zones
     * @param stage 1 or more, that shows its green or just ends it
     * @param greenSeconds for how long it has had its green; negative while the junction changes stages
     * @return the stage to go to, or the present one to stay
     */
    public int choose(List<ZoneSight> sights, int stage, int greenSeconds) {
        TrafficPicture picture = estimate.see(sights);
        return greenSeconds < 0 ? stage : planner.choose(picture, stage - 1, greenSeconds) + 1;
    }
}
