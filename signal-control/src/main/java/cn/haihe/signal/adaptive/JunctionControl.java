package cn.haihe.signal.adaptive;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The adaptive control of one junction: what is seen goes in, which stage to show comes out. Not for several threads. */
public final class JunctionControl {
    private final TrafficEstimate estimate;
    private final StagePlanner planner;

    public JunctionControl(AdaptiveSite site) {
        JunctionModel model = JunctionModel.of(site.junction(), site.intersection());
        estimate = new TrafficEstimate(model, site.zones());
        planner = new StagePlanner(model);
    }

    /**
     * To be called each second.
     *
     * @param sights one a zone, in the order of the zones; empty where the detectors fail: what came before goes on then
     * @param stage 1 or more, that shows its green or just ends it
     * @param greenSeconds for how long it will have had its green when the choice takes effect; negative while the junction
     *     changes stages
     * @return the stage to go to, or the present one to stay
     */
    public int choose(Optional<List<ZoneSight>> sights, int stage, int greenSeconds) {
        boolean inGreen = greenSeconds >= 0;
        Optional<Integer> green = inGreen ? Optional.of(stage - 1) : Optional.empty();
        TrafficPicture picture = sights.map(seen -> estimate.see(seen, green)).orElseGet(() -> estimate.guess(green));
        return planner.choose(picture, stage - 1, greenSeconds) + 1;
    }

    /** Only looks whether detectors are to be believed again; to be called each second in which nothing is chosen by them. */
    void watch(List<ZoneSight> sights) {
        estimate.watch(sights);
    }

    /** Numbers of the detectors that answer and are yet not believed: they never change, or never see anybody. */
    public Set<Integer> distrustedDetectors() {
        return estimate.distrusted();
    }
}
