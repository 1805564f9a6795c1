package cn.haihe.center.duty.internal;

import cn.haihe.center.bus.BusPosition;
import cn.haihe.center.bus.LiveBus;
import cn.haihe.center.duty.Duty;
import cn.haihe.center.place.LineTrack;
import cn.haihe.signal.priority.Authority;
import cn.haihe.signal.priority.Escort;
import cn.haihe.signal.priority.EscortRules;
import cn.haihe.signal.priority.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One vehicle on its way, as far as it was seen. Used by the thread of the turn. */
final class Run {
    private static final double BACK_METRES = 30;
    private static final double FASTEST_METRES_PER_SECOND = 40;
    private static final double ARRIVED_METRES = 40;
    private static final double SETS_OUT_KMH = 5;
    private static final double SETS_OUT_METRES = 20;

    final Duty duty;
    final LineTrack way;
    final Escort escort;
    /** Of each junction: whether it had green when the vehicle came to its stop line; null before. */
    final Boolean[] greenAtLine;

    private Optional<Progress> progress = Optional.empty();
    private boolean hasSetOut;
    private Optional<Instant> besideSince = Optional.empty();
    private Optional<LiveBus> seen = Optional.empty();

    Run(Duty duty, EscortRules rules) {
        this.duty = duty;
        way = new LineTrack(duty.line());
        escort = new Escort(duty.id(), Authority.ESCORT, duty.crossings(), duty.cruiseKmh(), rules);
        greenAtLine = new Boolean[duty.crossings().size()];
    }

    /** A fix beside the way changes nothing but that. */
    void see(Optional<LiveBus> vehicle, double offMetresMax, Instant now) {
        seen = vehicle;
        if (vehicle.isEmpty()) {
            return;
        }
        BusPosition fix = vehicle.get().position();
        if (progress.filter(known -> !fix.deviceTime().isAfter(known.at())).isPresent()) {
            return;
        }
        double from =
                progress.map(known -> Math.max(0, known.metres() - BACK_METRES)).orElse(0.0);
        double to = progress.map(known -> known.metres()
                        + BACK_METRES
                        + FASTEST_METRES_PER_SECOND
                                * Duration.between(known.at(), fix.deviceTime()).toSeconds())
                .orElse(way.lengthMetres());
        Optional<LineTrack.Foot> foot =
                way.findFoot(fix.position(), from, to).filter(near -> near.offMetres() <= offMetresMax);
        if (foot.isPresent()) {
            double begun = progress.map(Progress::metres).orElse(foot.get().metres());
            hasSetOut |= fix.speedKmh() >= SETS_OUT_KMH || foot.get().metres() - begun >= SETS_OUT_METRES;
            progress = Optional.of(new Progress(foot.get().metres(), fix.speedKmh(), fix.deviceTime()));
            besideSince = Optional.empty();
        } else if (besideSince.isEmpty()) {
            besideSince = Optional.of(now);
        }
    }

    /** One that stands where it was told to begin holds up nobody yet. */
    boolean hasSetOut() {
        return hasSetOut;
    }

    Optional<Progress> progress() {
        return progress;
    }

    Optional<LiveBus> seen() {
        return seen;
    }

    Optional<Instant> besideSince() {
        return besideSince;
    }

    boolean hasArrived() {
        return escort.isThrough()
                || progress.filter(known -> known.metres() >= way.lengthMetres() - ARRIVED_METRES)
                        .isPresent();
    }
}
