package cn.haihe.ops.city.bus;

import cn.haihe.ops.city.network.BusLine;
import cn.haihe.ops.city.network.Position;
import java.util.Random;

/**
 * One bus on its line: it accelerates and brakes like a bus, keeps to the speed of the traffic it is in, halts at each
 * stop and rests at the terminus. Never further in a second than its speed allows. One thread only.
 */
public final class BusMotion {
    /** How fast the traffic flows on a road. */
    public interface Traffic {
        /** @param road its number, or -1 for a stretch that is on no road of the map */
        double speedKmh(int road);
    }

    private static final double ACCELERATION = 1.0;
    private static final double BRAKING = 1.2;
    private static final double FASTEST_KMH = 70;
    private static final double SLOWEST_KMH = 3;
    private static final double AT_THE_STOP_METRES = 3;

    private final Random random;
    private BusLine line;
    private double alongMetres;
    private double speed;
    private double haltSeconds;
    private int nextStop;
    private double drivenMetres;

    /** @param alongMetres where on the line it begins */
    public BusMotion(BusLine line, double alongMetres, Random random) {
        this.random = random;
        begin(line, alongMetres);
    }

    private void begin(BusLine line, double alongMetres) {
        this.line = line;
        this.alongMetres = Math.max(0, Math.min(alongMetres, line.path().lengthMetres()));
        speed = 0;
        nextStop = 0;
        while (nextStop < line.stopsAlongMetres().size()
                && line.stopsAlongMetres().get(nextStop) < this.alongMetres) {
            nextStop++;
        }
    }

    /** Drives on for a step of at most a few seconds. */
    public void drive(double seconds, Traffic traffic) {
        if (haltSeconds > 0) {
            haltSeconds -= seconds;
            return;
        }
        double toHalt = Math.max(0, nextHaltMetres() - alongMetres);
        if (toHalt <= AT_THE_STOP_METRES && speed < 1.5) {
            halt();
            return;
        }
        double wanted = Math.max(SLOWEST_KMH, Math.min(FASTEST_KMH, traffic.speedKmh(line.roadAt(alongMetres)))) / 3.6;
        double comfortable = Math.sqrt(2 * BRAKING * toHalt);
        double target = Math.min(wanted, comfortable);
        double next = target > speed
                ? Math.min(target, speed + ACCELERATION * seconds)
                : Math.max(target, speed - 2 * BRAKING * seconds);
        double step = Math.min(toHalt, (speed + next) / 2 * seconds);
        alongMetres += step;
        drivenMetres += step;
        speed = next;
    }

    private double nextHaltMetres() {
        return nextStop < line.stopsAlongMetres().size()
                ? line.stopsAlongMetres().get(nextStop)
                : line.path().lengthMetres();
    }

    private void halt() {
        speed = 0;
        if (nextStop < line.stopsAlongMetres().size()) {
            nextStop++;
            haltSeconds = 8 + random.nextInt(18);
        }
    }

    /** True once it has come to the end of its line and taken everybody off. */
    public boolean arrived() {
        return haltSeconds <= 0
                && speed == 0
                && nextStop >= line.stopsAlongMetres().size()
                && line.path().lengthMetres() - alongMetres <= AT_THE_STOP_METRES;
    }

    /** After {@link #arrived()}: turns round, rests, and drives the next line from its beginning. */
    public void turnInto(BusLine next, double restSeconds) {
        begin(next, 0);
        haltSeconds = restSeconds;
    }

    public BusLine line() {
        return line;
    }

    public double alongMetres() {
        return alongMetres;
    }

    public boolean halting() {
        return haltSeconds > 0;
    }

    public double speedKmh() {
        return speed * 3.6;
    }

    public double drivenMetres() {
        return drivenMetres;
    }

    public Position position() {
        return line.path().at(alongMetres);
    }
}
