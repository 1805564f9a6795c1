package cn.haihe.center.duty.internal;

import cn.haihe.center.bus.BusPosition;
import cn.haihe.center.bus.LiveBus;
import cn.haihe.center.duty.Duty;
import cn.haihe.center.duty.Passage;
import cn.haihe.center.place.LineTrack;
import cn.haihe.signal.priority.Authority;
import cn.haihe.signal.priority.Crossing;
import cn.haihe.signal.priority.CrossingState;
import cn.haihe.signal.priority.Escort;
import cn.haihe.signal.priority.EscortRules;
import cn.haihe.signal.priority.Progress;
import cn.haihe.signal.priority.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;

/** One vehicle on its way, as far as it was seen. Used by the thread of the turn. */
final class Run {
    private static final double BACK_METRES = 30;
    private static final double FASTEST_METRES_PER_SECOND = 40;
    private static final double ARRIVED_METRES = 40;
    private static final double SETS_OUT_KMH = 5;
    private static final double SETS_OUT_METRES = 20;
    /** What goes back later than that was held by somebody else. */
    private static final Duration GIVEN_BACK_WITHIN = Duration.ofMinutes(2);

    final Duty duty;
    final LineTrack way;
    final Escort escort;
    /** Of each crossing, in their order; what was kept before a restart of the hub included. */
    private final List<Passage> passages;

    private List<Passage> stored;
    private Optional<Progress> progress = Optional.empty();
    private boolean hasSetOut;
    private volatile Optional<Instant> overAt;
    private Optional<Instant> besideSince = Optional.empty();
    private Optional<LiveBus> seen = Optional.empty();

    Run(Duty duty, EscortRules rules) {
        this.duty = duty;
        way = new LineTrack(duty.line());
        escort = new Escort(duty.id(), Authority.ESCORT, duty.crossings(), duty.cruiseKmh(), rules);
        boolean isKept = duty.passages().size() == duty.crossings().size();
        passages = new CopyOnWriteArrayList<>(
                isKept ? duty.passages() : Collections.nCopies(duty.crossings().size(), Passage.AHEAD));
        stored = List.copyOf(passages);
        overAt = duty.endedAt();
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

    void end(Instant at) {
        overAt = Optional.of(at);
    }

    Optional<Instant> overAt() {
        return overAt;
    }

    List<Passage> passages() {
        return passages;
    }

    /** @return whether they are others than those that were stored last; they count as stored from now on */
    boolean hasNewPassages() {
        boolean isNew = !stored.equals(passages);
        stored = List.copyOf(passages);
        return isNew;
    }

    /** Notes how far the escort is, and where the vehicle came to a stop line whether it has green. */
    void noteEscort(Predicate<Crossing> hasGreen) {
        List<CrossingState> states = escort.states();
        for (int i = 0; i < Math.min(states.size(), passages.size()); i++) {
            CrossingState state = states.get(i);
            Passage known = passages.get(i);
            if (known.phase() == CrossingState.Phase.PASSED) {
                continue;
            }
            boolean isAskedAgain =
                    state.phase() == CrossingState.Phase.ASKED && known.phase() != CrossingState.Phase.ASKED;
            boolean isAtLine = progress.filter(
                            at -> at.metres() >= state.crossing().stopLineMetres())
                    .isPresent();
            Optional<Boolean> green = known.greenAtLine().isPresent() || !isAtLine
                    ? known.greenAtLine()
                    : Optional.of(hasGreen.test(state.crossing()));
            passages.set(
                    i,
                    new Passage(
                            state.phase(),
                            isAskedAgain ? state.askedSince() : known.askedAt(),
                            green,
                            isAskedAgain ? Optional.empty() : known.recovery()));
        }
    }

    /** Notes how junctions that this duty had went back; once that is over, nothing later changes it. */
    void noteReturns(Function<String, Optional<Recovery>> recoveries, Instant now) {
        Instant last = overAt.orElse(now).plus(GIVEN_BACK_WITHIN);
        for (int i = 0; i < passages.size(); i++) {
            Passage known = passages.get(i);
            if (known.isOver(now) || known.phase() == CrossingState.Phase.ASKED && overAt.isEmpty()) {
                continue;
            }
            Instant from = known.askedAt().orElseThrow();
            int place = i;
            recoveries
                    .apply(duty.crossings().get(i).junctionId())
                    .filter(recovery -> !recovery.releasedAt().isBefore(from)
                            && !recovery.releasedAt().isAfter(last))
                    .ifPresent(recovery -> passages.set(
                            place,
                            new Passage(
                                    known.phase(),
                                    known.askedAt(),
                                    known.greenAtLine(),
                                    Optional.of(new Passage.Recovery(
                                            recovery.releasedAt(), recovery.deadline(), recovery.provenAt())))));
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
