package cn.haihe.signal.queue;

import java.util.Arrays;

/**
 * Runs one drawn demand under fixed plans and tells the delay: each vehicle by itself, from queue to queue, by events in
 * buckets of a second. A queue stands at the stop line of each lane, first come first served; its head leaves at the
 * lane's saturation headway when its signal is effectively green, a gap is there if it must yield, and the link ahead has
 * room. Who is not through at the end of the horizon has waited until then.
 *
 * <p>One simulation is used by one thread at a time and makes no garbage.
 */
public final class QueueSimulation {
    private static final int NONE = -1;
    private static final int QUEUE_PLACES = 6;

    /** Vehicles of an oncoming lane that who yields looks at. */
    private static final int SEEN = 3;

    private static final double FOLLOWS_SECONDS = 0.5;

    private final QueueNetwork net;
    private final QueueRules rules;

    private int[] vehicleStep = new int[0];
    private double[] arrival = new double[0];
    private int[] vehicleNext = new int[0];
    private int[] vehicleWay = new int[0];
    private boolean[] isThrough = new boolean[0];

    private final int[] comingAt;
    private final int[] dueAt;
    /** Lanes first, then their pockets. */
    private final int[] dueNext;

    private final int[] laneHead;
    private final int[] laneTail;
    private final int[] laneCount;
    private final double[] laneFree;
    private final int[] lanePlace;
    /** Who waits for a gap inside the intersection, by lane and place. */
    private final int[] pocket;

    private final int[] pocketCount;
    private final double[] pocketReady;
    private final double[] lastPass;
    private final int[] waitHead;
    private final int[] waitTail;
    private final int[] linkCount;
    private final double[] linkLast;
    private final double[] delayOf;
    private final double[][] startResidual;

    private DemandSample sample;
    private SignalProgram[] programs;
    private double delay;

    public QueueSimulation(QueueNetwork network) {
        net = network;
        rules = network.rules;
        comingAt = new int[net.seconds + 1];
        dueAt = new int[net.seconds + 1];
        dueNext = new int[2 * net.lanes];
        laneHead = new int[net.lanes];
        laneTail = new int[net.lanes];
        laneCount = new int[net.lanes];
        laneFree = new double[net.lanes];
        lanePlace = new int[net.lanes];
        pocket = new int[net.lanes * rules.waitingPlaces()];
        pocketCount = new int[net.lanes];
        pocketReady = new double[net.lanes];
        lastPass = new double[net.ways];
        waitHead = new int[net.approaches];
        waitTail = new int[net.approaches];
        linkCount = new int[net.links];
        linkLast = new double[net.links];
        delayOf = new double[net.approaches];
        startResidual = new double[net.approaches][QUEUE_PLACES];
        for (int a = 0; a < net.approaches; a++) {
            for (int place = 0; place < QUEUE_PLACES; place++) {
                double free = net.approachSpeed[a];
                double reached =
                        Math.min(free, Math.sqrt(2 * rules.accelerationMps2() * rules.jamSpacingMetres() * place));
                startResidual[a][place] = (free - reached) * (free - reached) / (2 * rules.accelerationMps2() * free);
            }
        }
    }

    /**
     * @param plans one for each intersection in the network's order
     * @return seconds that all vehicles lost together
     */
    public double run(DemandSample demand, SignalProgram[] plans) {
        sample = demand;
        programs = plans;
        reset();
        for (int v = sample.vehicles - 1; v >= 0; v--) {
            vehicleStep[v] = sample.first[v];
            isThrough[v] = false;
            announce(v, sample.entrySeconds[v], 0);
        }
        for (int now = 0; now < net.seconds; now++) {
            for (int v = comingAt[now]; v != NONE; ) {
                int next = vehicleNext[v];
                come(v, now);
                v = next;
            }
            while (dueAt[now] != NONE) {
                int entity = dueAt[now];
                dueAt[now] = dueNext[entity];
                if (entity < net.lanes) {
                    serveLane(entity, now);
                } else {
                    servePocket(entity - net.lanes, now);
                }
            }
        }
        for (int v = 0; v < sample.vehicles; v++) {
            if (!isThrough[v] && arrival[v] < net.seconds) {
                lose(net.approachOfMovement[sample.movement[vehicleStep[v]]], net.seconds - arrival[v]);
            }
        }
        return delay;
    }

    /** Seconds lost on an approach in the last run; approaches count through the network's intersections in order. */
    public double delayOf(int approach) {
        return delayOf[approach];
    }

    private void reset() {
        delay = 0;
        if (arrival.length < sample.vehicles) {
            vehicleStep = new int[sample.vehicles];
            arrival = new double[sample.vehicles];
            vehicleNext = new int[sample.vehicles];
            vehicleWay = new int[sample.vehicles];
            isThrough = new boolean[sample.vehicles];
        }
        Arrays.fill(comingAt, NONE);
        Arrays.fill(dueAt, NONE);
        Arrays.fill(laneHead, NONE);
        Arrays.fill(laneCount, 0);
        Arrays.fill(laneFree, 0);
        Arrays.fill(lanePlace, QUEUE_PLACES);
        Arrays.fill(pocketCount, 0);
        Arrays.fill(lastPass, -rules.clearSeconds());
        Arrays.fill(waitHead, NONE);
        Arrays.fill(linkCount, 0);
        Arrays.fill(linkLast, Double.NEGATIVE_INFINITY);
        Arrays.fill(delayOf, 0);
    }

    private void lose(int approach, double seconds) {
        delay += seconds;
        delayOf[approach] += seconds;
    }

    private void announce(int vehicle, double arriving, int now) {
        arrival[vehicle] = arriving;
        int second = Math.max(now, (int) Math.max(0, arriving - rules.sightSeconds()));
        if (second < net.seconds) {
            vehicleNext[vehicle] = comingAt[second];
            comingAt[second] = vehicle;
        }
    }

    private void come(int vehicle, int now) {
        int approach = net.approachOfMovement[sample.movement[vehicleStep[vehicle]]];
        if (waitHead[approach] != NONE || !takeLane(vehicle, now)) {
            vehicleNext[vehicle] = NONE;
            if (waitHead[approach] == NONE) {
                waitHead[approach] = vehicle;
            } else {
                vehicleNext[waitTail[approach]] = vehicle;
            }
            waitTail[approach] = vehicle;
        }
    }

    /** The shortest queue of the lanes that serve the vehicle's movement; none where that is full. */
    private boolean takeLane(int vehicle, int now) {
        int movement = sample.movement[vehicleStep[vehicle]];
        int best = NONE;
        int bestCost = Integer.MAX_VALUE;
        for (int way = net.firstWay[movement]; way < net.firstWay[movement + 1]; way++) {
            int lane = net.wayLane[way];
            int cost = 2 * laneCount[lane] + (net.laneHasYield[lane] ? 1 : 0);
            if (cost < bestCost) {
                best = way;
                bestCost = cost;
            }
        }
        int lane = net.wayLane[best];
        if (laneCount[lane] >= net.laneLimit[lane]) {
            return false;
        }
        vehicleWay[vehicle] = best;
        vehicleNext[vehicle] = NONE;
        laneCount[lane]++;
        if (laneHead[lane] == NONE) {
            laneHead[lane] = vehicle;
            laneTail[lane] = vehicle;
            due(lane, Math.max(now, (int) arrival[vehicle]));
        } else {
            vehicleNext[laneTail[lane]] = vehicle;
            laneTail[lane] = vehicle;
        }
        return true;
    }

    private void due(int entity, double seconds) {
        if (seconds < net.seconds) {
            int second = (int) seconds;
            dueNext[entity] = dueAt[second];
            dueAt[second] = entity;
        }
    }

    private void serveLane(int lane, int now) {
        while (laneHead[lane] != NONE) {
            int vehicle = laneHead[lane];
            int way = vehicleWay[vehicle];
            SignalProgram program = programs[net.wayIntersection[way]];
            double ready = Math.max(Math.max(arrival[vehicle], laneFree[lane]), now);
            double go = program.nextOpen(net.waySignal[way], ready);
            if (go >= now + 1) {
                due(lane, go);
                return;
            }
            boolean yields = program.mustYield(net.waySignal[way], go);
            boolean waitsInside = yields && net.wayHasPocket[way];
            boolean isBlocked = pocketCount[lane] > 0
                    ? !waitsInside || pocketCount[lane] == rules.waitingPlaces()
                    : !hasRoom(vehicle) || yields && !waitsInside && !hasGap(way, program, go);
            if (isBlocked) {
                due(lane, now + 1.0);
                return;
            }
            lanePlace[lane] = placeInQueue(lane, vehicle, go);
            removeHead(lane, now);
            laneFree[lane] = go + net.wayHeadway[way];
            if (waitsInside && (pocketCount[lane] > 0 || !hasGap(way, program, go))) {
                enterPocket(lane, vehicle, go);
            } else {
                pass(vehicle, way, go, lanePlace[lane], now);
            }
        }
    }

    private void enterPocket(int lane, int vehicle, double go) {
        pocket[lane * rules.waitingPlaces() + pocketCount[lane]] = vehicle;
        pocketCount[lane]++;
        if (pocketCount[lane] == 1) {
            pocketReady[lane] = go + rules.followUpSeconds();
            due(net.lanes + lane, go + 1);
        }
    }

    private void servePocket(int lane, int now) {
        int first = lane * rules.waitingPlaces();
        int vehicle = pocket[first];
        int way = vehicleWay[vehicle];
        SignalProgram program = programs[net.wayIntersection[way]];
        double go = Math.max(now, pocketReady[lane]);
        boolean mayGo = go < now + 1
                && hasRoom(vehicle)
                && (!program.mustYield(net.waySignal[way], go) || hasGap(way, program, go));
        if (mayGo) {
            pocketCount[lane]--;
            System.arraycopy(pocket, first + 1, pocket, first, pocketCount[lane]);
            pocketReady[lane] = go + rules.followUpSeconds();
            laneFree[lane] = Math.max(laneFree[lane], go + net.wayHeadway[way]);
            pass(vehicle, way, go, 0, now);
        }
        if (pocketCount[lane] > 0) {
            due(net.lanes + lane, now + 1.0);
        }
    }

    private int placeInQueue(int lane, int vehicle, double go) {
        if (go - arrival[vehicle] < FOLLOWS_SECONDS) {
            return QUEUE_PLACES - 1;
        }
        boolean follows = go - laneFree[lane] < FOLLOWS_SECONDS;
        return follows ? Math.min(QUEUE_PLACES - 1, lanePlace[lane] + 1) : 0;
    }

    private void removeHead(int lane, int now) {
        laneHead[lane] = vehicleNext[laneHead[lane]];
        laneCount[lane]--;
        int approach = net.laneApproach[lane];
        while (waitHead[approach] != NONE) {
            int waiting = waitHead[approach];
            int next = vehicleNext[waiting];
            boolean wasEmpty = laneHead[lane] == NONE;
            if (!takeLane(waiting, now)) {
                return;
            }
            if (wasEmpty && laneHead[lane] != NONE) {
                withdraw(lane, Math.max(now, (int) arrival[waiting]));
            }
            waitHead[approach] = next;
        }
    }

    /** A lane that is being served goes on by itself: takes back what {@link #takeLane} made due for it. */
    private void withdraw(int lane, int second) {
        if (second < net.seconds && dueAt[second] == lane) {
            dueAt[second] = dueNext[lane];
        }
    }

    private boolean hasRoom(int vehicle) {
        int next = vehicleStep[vehicle] + 1;
        return next >= sample.first[vehicle + 1] || linkCount[sample.link[next]] < net.linkLimit[sample.link[next]];
    }

    /** Whether no vehicle with right of way is in the way of who must yield. */
    private boolean hasGap(int way, SignalProgram program, double go) {
        for (int foe : net.wayFoes[way]) {
            if (!program.hasPriority(net.waySignal[foe], go)) {
                continue;
            }
            if (go < lastPass[foe] + rules.clearSeconds()) {
                return false;
            }
            if (isComing(foe, go)) {
                return false;
            }
        }
        return true;
    }

    /** Whether someone in the foe's lane goes its way within the gap: now, or when the ones before him are gone. */
    private boolean isComing(int foe, double go) {
        int lane = net.wayLane[foe];
        int vehicle = laneHead[lane];
        if (vehicle == NONE || isStuck(lane, vehicle)) {
            return false;
        }
        double then = Math.max(laneFree[lane], go);
        for (int seen = 0; seen < SEEN && vehicle != NONE; seen++) {
            then = Math.max(then, arrival[vehicle]);
            if (then >= go + rules.criticalGapSeconds()) {
                return false;
            }
            if (vehicleWay[vehicle] == foe) {
                return true;
            }
            then += net.wayHeadway[vehicleWay[vehicle]];
            vehicle = vehicleNext[vehicle];
        }
        return false;
    }

    /** Whether the head of a lane cannot go although its signal is open. */
    private boolean isStuck(int lane, int vehicle) {
        return pocketCount[lane] > 0 || !hasRoom(vehicle);
    }

    private void pass(int vehicle, int way, double go, int place, int now) {
        lastPass[way] = go;
        int stepNow = vehicleStep[vehicle];
        double residual = startResidual[net.approachOfMovement[net.wayMovement[way]]][place];
        lose(net.approachOfMovement[net.wayMovement[way]], go - arrival[vehicle] + residual);
        if (stepNow > sample.first[vehicle]) {
            linkCount[sample.link[stepNow]]--;
        }
        int next = stepNow + 1;
        if (next >= sample.first[vehicle + 1]) {
            isThrough[vehicle] = true;
            return;
        }
        int link = sample.link[next];
        linkCount[link]++;
        vehicleStep[vehicle] = next;
        double reaches = go + residual + net.linkSeconds[link] / sample.speedFactor[vehicle];
        reaches = Math.max(reaches, linkLast[link] + net.linkFollow[link]);
        linkLast[link] = reaches;
        announce(vehicle, reaches, now + 1);
    }
}
