package cn.haihe.routing.reach;

import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.Metric;
import cn.haihe.routing.hierarchy.TurnGraph;
import java.util.Arrays;

/**
 * How far it is by time from one place to the end of every arc, or from the beginning of every arc to that place, and
 * how long those ways are. Immutable once made.
 */
public final class Reach {
    private final Streets streets;
    private final boolean isTowards;
    private final int[] atBeginning;
    private final Starts seeds = new Starts();
    private final Stand place;

    /**
     * @param arcCentimetres the length of each arc
     * @param isTowards to the place instead of from it
     */
    public Reach(Metric metric, int[] arcCentimetres, Stand place, boolean isTowards) {
        this.place = place;
        this.isTowards = isTowards;
        streets = new Streets(metric, arcCentimetres);
        if (isTowards) {
            comeTo(place);
        } else {
            streets.setOutFrom(place, seeds);
        }
        atBeginning = OneToAll.millis(metric, seeds, isTowards);
    }

    private void comeTo(Stand to) {
        for (int i = 0; i < to.arcs().length; i++) {
            int arc = to.arcs()[i];
            if (!streets.isClosed(arc)) {
                seeds.add(arc, streets.millis(arc, to.shares()[i]), streets.centimetres(arc, to.shares()[i]));
            }
        }
    }

    /**
     * From the place to the end of each arc; towards it: from the beginning of each arc.
     *
     * @return {@link Costs#CLOSED} or more where there is no way
     */
    public int[] millis() {
        if (isTowards) {
            return atBeginning.clone();
        }
        int[] atEnd = new int[atBeginning.length];
        for (int arc = 0; arc < atEnd.length; arc++) {
            atEnd[arc] = Math.min(Costs.CLOSED, atBeginning[arc] + streets.metric.arcMillis(arc));
        }
        for (int i = 0; i < place.arcs().length && !place.isAtNode(); i++) {
            int arc = place.arcs()[i];
            if (!streets.isClosed(arc)) {
                atEnd[arc] = Math.min(atEnd[arc], streets.millis(arc, 1 - place.shares()[i]));
            }
        }
        return atEnd;
    }

    /** The lengths of the ways that {@link #millis} are the times of, in centimetres; 0 where there is none. */
    public int[] centimetres() {
        int[] length = isTowards ? lengthsTowards() : lengthsFrom();
        if (!isTowards) {
            for (int arc = 0; arc < length.length; arc++) {
                length[arc] += streets.centimetres(arc);
            }
            for (int i = 0; i < place.arcs().length && !place.isAtNode(); i++) {
                int arc = place.arcs()[i];
                int ahead = streets.millis(arc, 1 - place.shares()[i]);
                if (!streets.isClosed(arc) && ahead <= atBeginning[arc] + streets.metric.arcMillis(arc)) {
                    length[arc] = streets.centimetres(arc, 1 - place.shares()[i]);
                }
            }
        }
        return length;
    }

    /** Follows the turns that lie on fastest ways, from the seeds on. */
    private int[] lengthsFrom() {
        TurnGraph turns = streets.turns;
        int[] length = new int[atBeginning.length];
        Work work = begin(length);
        for (int arc = work.next(); arc != Work.DONE; arc = work.next()) {
            for (int turn = turns.firstTurn(arc); turn < turns.endTurn(arc); turn++) {
                int head = turns.headOf(turn);
                int through = atBeginning[arc] + streets.metric.arcMillis(arc) + streets.metric.turnMillis(turn);
                if (through == atBeginning[head] && through < Costs.CLOSED && work.add(head)) {
                    length[head] = length[arc] + streets.centimetres(arc);
                }
            }
        }
        return length;
    }

    private int[] lengthsTowards() {
        TurnGraph turns = streets.turns;
        int[] first = new int[turns.arcCount() + 1];
        for (int turn = 0; turn < turns.turnCount(); turn++) {
            first[turns.headOf(turn) + 1]++;
        }
        for (int arc = 0; arc < turns.arcCount(); arc++) {
            first[arc + 1] += first[arc];
        }
        int[] into = new int[turns.turnCount()];
        int[] next = Arrays.copyOf(first, turns.arcCount());
        for (int turn = 0; turn < turns.turnCount(); turn++) {
            into[next[turns.headOf(turn)]++] = turn;
        }
        int[] length = new int[atBeginning.length];
        Work work = begin(length);
        for (int arc = work.next(); arc != Work.DONE; arc = work.next()) {
            for (int i = first[arc]; i < first[arc + 1]; i++) {
                int tail = turns.tailOf(into[i]);
                int through = atBeginning[arc] + streets.metric.arcMillis(tail) + streets.metric.turnMillis(into[i]);
                if (through == atBeginning[tail] && through < Costs.CLOSED && work.add(tail)) {
                    length[tail] = length[arc] + streets.centimetres(tail);
                }
            }
        }
        return length;
    }

    private Work begin(int[] length) {
        Work work = new Work(atBeginning.length);
        for (int i = 0; i < seeds.size(); i++) {
            if (seeds.millis(i) == atBeginning[seeds.arc(i)] && work.add(seeds.arc(i))) {
                length[seeds.arc(i)] = seeds.length(i);
            }
        }
        return work;
    }

    /** Arcs to be looked at, each once. */
    private static final class Work {
        static final int DONE = -1;

        private final int[] arcs;
        private final boolean[] isKnown;
        private int size;
        private int at;

        Work(int arcCount) {
            arcs = new int[arcCount];
            isKnown = new boolean[arcCount];
        }

        boolean add(int arc) {
            if (isKnown[arc]) {
                return false;
            }
            isKnown[arc] = true;
            arcs[size++] = arc;
            return true;
        }

        int next() {
            return at < size ? arcs[at++] : DONE;
        }
    }
}
