package cn.haihe.ops.city.bus;

import cn.haihe.ops.city.jt808.AdditionalItem;
import cn.haihe.ops.city.jt808.ProtocolYear;
import cn.haihe.ops.city.jt808.TerminalFix;
import cn.haihe.ops.city.jt808.TerminalIdentity;
import cn.haihe.ops.city.network.BusLine;
import cn.haihe.ops.city.network.Position;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** A bus with its terminal's identity: where it is and whether it is in service. One thread only. */
public final class Bus {
    /** A gap to the next line that a bus closes by turning in the terminus; over a longer one it drives out of service. */
    private static final double TERMINUS_METRES = 150;

    private static final long FRONT_DOOR_OPEN = 1 << 13;
    private static final double TRANSFER_KMH = 25;
    private static final double GPS_ERROR_METRES = 2.5;
    private static final double METRES_PER_DEGREE = 111_195;

    private final int number;
    private final BusMotion motion;
    private final NextLine nextLine;
    private final Random random;
    private double outOfServiceSeconds;

    public Bus(int number, BusLine line, double alongMetres, NextLine nextLine, long seed) {
        this.number = number;
        this.nextLine = nextLine;
        random = new Random(seed);
        motion = new BusMotion(line, alongMetres, random);
    }

    public String phone() {
        return "0139%08d".formatted(number);
    }

    public String plate() {
        return "津A%05d".formatted(number % 100_000) + (number % 3 == 0 ? "D" : "");
    }

    public ProtocolYear protocol() {
        return number % 2 == 0 ? ProtocolYear.Y2019 : ProtocolYear.Y2013;
    }

    public TerminalIdentity identity() {
        return new TerminalIdentity(12, 101, "HAIHE", "HH-808", "%07d".formatted(number), 2, plate());
    }

    public BusLine line() {
        return motion.line();
    }

    /** Where it truly is. */
    public Position position() {
        return motion.position();
    }

    /** False while it drives empty to the start of its next line, with its terminal off. */
    public boolean inService() {
        return outOfServiceSeconds <= 0;
    }

    public void drive(double seconds, BusMotion.Traffic traffic) {
        if (outOfServiceSeconds > 0) {
            outOfServiceSeconds -= seconds;
        } else if (motion.arrived()) {
            BusLine next = nextLine.after(motion.line());
            double gapMetres = Turnarounds.gapMetres(motion.line(), next);
            if (gapMetres > TERMINUS_METRES) {
                outOfServiceSeconds = gapMetres * 1.4 / (TRANSFER_KMH / 3.6);
            }
            motion.turnInto(next, 60 + random.nextInt(120));
        } else {
            motion.drive(seconds, traffic);
        }
    }

    /** What its terminal measures now, with the error of satellite positions. */
    public TerminalFix fix(Instant now) {
        Position at = motion.position();
        double north = random.nextGaussian() * GPS_ERROR_METRES / METRES_PER_DEGREE;
        double east = random.nextGaussian() * GPS_ERROR_METRES / METRES_PER_DEGREE;
        return new TerminalFix(
                0,
                TerminalFix.ACC_ON | TerminalFix.FIXED | (motion.halting() ? FRONT_DOOR_OPEN : 0),
                at.lon() + east / Math.cos(Math.toRadians(at.lat())),
                at.lat() + north,
                4,
                motion.speedKmh(),
                (int) at.bearingDegrees(),
                now,
                List.of(
                        AdditionalItem.mileageMetres((long) motion.drivenMetres()),
                        AdditionalItem.recorderSpeedKmh(motion.speedKmh()),
                        AdditionalItem.satellites(9 + random.nextInt(8))));
    }
}
