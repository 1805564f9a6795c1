package cn.haihe.routing.guidance;

import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.live.SegmentSpeeds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/**
 * Four hours before a sign: for two of them the main way has three fifths of its capacity at one place. Most
 * drivers keep to the main way; of those who see the sign advise another, a part follows. Speeds come to the guard once
 * a minute, with noise.
 */
final class GuidanceSimulation {
    enum Policy {
        /** The sign stays dark. */
        NO_GUIDANCE,
        /** The way that is fastest by the speeds of this minute, to everybody, at once. */
        PLAIN_ADVICE,
        GUARDED
    }

    /**
     * @param delayVehicleHours that all vehicles lost against empty streets, the detours' own traffic included
     * @param swings how often the better of main way and detours changed by more than a minute, to and fro
     * @param meanGapSeconds that the main way was slower than the best detour in the second half of the trouble
     * @param spreadSeconds how far the gap strayed from its mean in that time, as a standard deviation
     * @param longestSeconds of any drive
     * @param messages that the sign changed to
     */
    record Outcome(
            double delayVehicleHours,
            int swings,
            double meanGapSeconds,
            double spreadSeconds,
            double longestSeconds,
            int messages) {}

    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    private static final int STEP_SECONDS = 10;
    private static final int PICTURE_SECONDS = 60;
    /** Floating cars and detectors tell means of the last minutes. */
    private static final double SEEN_OVER_SECONDS = 180;

    private static final int END_SECONDS = 4 * 3600;
    private static final int TROUBLE_FROM = 1800;
    private static final double TROUBLE_CAPACITY = 0.6;
    private static final int TROUBLE_TO = TROUBLE_FROM + 2 * 3600;
    private static final double SWING_SECONDS = 60;
    private static final int TROUBLED_PIECE = 4;
    private static final double LAST_PIECE_CAPACITY = 0.85;
    private static final double[] HABIT = {0.84, 0.1, 0.06};
    private static final double[] LOCAL_PER_HOUR = {0, 500, 350};
    private static final double PASSING_PER_HOUR = 2_900;

    /** Part of the main way's drivers that follow an advice; the guard believes in a little less. */
    private static final double FOLLOWERS = 0.7;

    private static final GuidanceRules RULES = GuidanceRules.DEFAULT.with(GuardRules.DEFAULT.withFollowers(0.6, 0.84));

    private final Policy policy;
    private final Random random;
    private final ParallelWays town = new ParallelWays();
    private final StreetModel streets;
    /** Where the detours come to the bridge there is less room: a jam shows minutes after the advice that made it. */
    private final Set<Integer> lastPieces;

    private final GuidanceDesk desk;
    private final List<Packet> driving = new ArrayList<>();
    private final double[] seen;
    private Instant now = START;
    private Optional<Integer> advised = Optional.empty();
    private double delayed;
    private double longest;
    private int swings;
    private int messages;
    private double side;
    private double gapSquares;
    private double gapSum;
    private int gaps;

    /** Vehicles that travel together. */
    private static final class Packet {
        final int way;
        final double vehicles;
        final int from;
        final Instant set;
        int at;
        double left;

        /** @param at the piece that it enters by: drivers who pass the sign by the first */
        Packet(int way, double vehicles, int at, Instant set) {
            this.way = way;
            this.vehicles = vehicles;
            this.at = at;
            from = at;
            this.set = set;
        }
    }

    static Outcome run(Policy policy, long seed) {
        return new GuidanceSimulation(policy, seed).run();
    }

    private GuidanceSimulation(Policy policy, long seed) {
        this.policy = policy;
        random = new Random(seed);
        lastPieces = Set.of(last(1), last(2));
        streets = new StreetModel(town.city(), RULES.capacity(), random);
        seen = town.city().segments().stream()
                .mapToDouble(segment -> streets.freeSeconds(segment.index()))
                .toArray();
        desk = new GuidanceDesk(town.city(), RULES, new SimulatedClock(), seed);
    }

    private Outcome run() {
        for (int second = 0; second < END_SECONDS; second += STEP_SECONDS) {
            now = START.plusSeconds(second);
            if (second % PICTURE_SECONDS == 0) {
                look(second);
            }
            setOut();
            drive(second);
            for (int segment = 0; segment < town.city().segments().size(); segment++) {
                streets.step(segment, capacityFactor(segment, second), STEP_SECONDS);
            }
        }
        double mean = gapSum / gaps;
        double spread = Math.sqrt(Math.max(0, gapSquares / gaps - mean * mean));
        return new Outcome(delayed / 3600, swings, mean, spread, longest, messages);
    }

    private double capacityFactor(int segment, int second) {
        if (segment == TROUBLED_PIECE) {
            return second >= TROUBLE_FROM && second < TROUBLE_TO ? TROUBLE_CAPACITY : 1;
        }
        return lastPieces.contains(segment) ? LAST_PIECE_CAPACITY : 1;
    }

    private void look(int second) {
        SegmentSpeeds.Builder speeds =
                SegmentSpeeds.builder(town.city().segments().size(), now);
        town.city().segments().forEach(segment -> {
            double truth = streets.seconds(segment.index(), capacityFactor(segment.index(), second));
            seen[segment.index()] += (truth - seen[segment.index()]) * PICTURE_SECONDS / SEEN_OVER_SECONDS;
            double seconds = seen[segment.index()];
            double noise = 1 + 0.05 * Math.max(-2, Math.min(2, random.nextGaussian()));
            speeds.speed(
                    segment.index(),
                    Math.min(SegmentSpeeds.MAX_KMH, noise * segment.lengthMetres() * 3.6 / seconds),
                    Grade.B);
        });
        judge(second);
        Optional<Integer> before = advised;
        GuidanceSnapshot snapshot = desk.decide(
                List.of(town.plan(0)),
                new RoadPicture(
                        speeds.build(),
                        Optional.empty(),
                        segment -> segment == 0 ? OptionalInt.of((int) PASSING_PER_HOUR) : OptionalInt.empty(),
                        segment -> Optional.empty()));
        advised = switch (policy) {
            case NO_GUIDANCE -> Optional.empty();
            case PLAIN_ADVICE -> fastest(snapshot);
            case GUARDED ->
                snapshot.find("v0")
                        .orElseThrow()
                        .advice()
                        .map(advice -> number(advice.detour().way()));
        };
        messages += advised.equals(before) ? 0 : 1;
    }

    private int last(int way) {
        List<Integer> path = town.way(0, way).segments();
        return path.get(path.size() - 1);
    }

    private int number(GuideWay way) {
        return way.equals(town.way(0, 1)) ? 1 : 2;
    }

    private static Optional<Integer> fastest(GuidanceSnapshot snapshot) {
        DestinationGuidance ahead =
                snapshot.find("v0").orElseThrow().destinations().get(0);
        double best = ahead.main().seconds().getAsDouble();
        Optional<Integer> fastest = Optional.empty();
        for (int i = 0; i < ahead.detours().size(); i++) {
            double seconds = ahead.detours().get(i).measure().seconds().getAsDouble();
            if (seconds < best) {
                best = seconds;
                fastest = Optional.of(i + 1);
            }
        }
        return fastest;
    }

    private void judge(int second) {
        double gap = time(0, second) - Math.min(time(1, second), time(2, second));
        if (second >= TROUBLE_FROM && second < TROUBLE_TO) {
            if (Math.abs(gap) > SWING_SECONDS && Math.signum(gap) != side) {
                swings += side == 0 ? 0 : 1;
                side = Math.signum(gap);
            }
            if (second >= (TROUBLE_FROM + TROUBLE_TO) / 2) {
                gapSquares += gap * gap;
                gapSum += gap;
                gaps++;
            }
        }
    }

    private double time(int way, int second) {
        return town.way(0, way).segments().stream()
                .mapToDouble(segment -> streets.seconds(segment, capacityFactor(segment, second)))
                .sum();
    }

    private void setOut() {
        double vehicles = PASSING_PER_HOUR * STEP_SECONDS / 3600.0 * (1 + 0.2 * random.nextGaussian());
        for (int way = 0; way < HABIT.length; way++) {
            double share = HABIT[way];
            if (advised.isPresent()) {
                share = way == 0 ? HABIT[0] * (1 - FOLLOWERS) : share;
                share += advised.get() == way ? HABIT[0] * FOLLOWERS : 0;
            }
            driving.add(new Packet(way, Math.max(0, vehicles * share), 0, now));
            driving.add(new Packet(way, LOCAL_PER_HOUR[way] * STEP_SECONDS / 3600.0, 1, now));
        }
    }

    private void drive(int second) {
        Iterator<Packet> packets = driving.iterator();
        while (packets.hasNext()) {
            Packet packet = packets.next();
            List<Integer> path = town.way(0, packet.way).segments();
            packet.left -= STEP_SECONDS;
            while (packet.left <= 0 && packet.at < path.size()) {
                int segment = path.get(packet.at++);
                packet.left += streets.seconds(segment, capacityFactor(segment, second));
                streets.enter(segment, packet.vehicles);
            }
            if (packet.left <= 0) {
                packets.remove();
                arrive(packet, path);
            }
        }
    }

    private void arrive(Packet packet, List<Integer> path) {
        double took = Duration.between(packet.set, now).toSeconds();
        double free = path.stream()
                .skip(packet.from)
                .mapToDouble(streets::freeSeconds)
                .sum();
        delayed += packet.vehicles * Math.max(0, took - free);
        longest = Math.max(longest, took);
    }

    private final class SimulatedClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
