package cn.haihe.routing.profile;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * The usual speed of one segment on one kind of day, by quarter-hour of the local day (0 is 00:00 to 00:15), and how many
 * observations stand behind each. Speeds are kept in hundredths of km/h. Immutable.
 */
public final class DayProfile {
    public static final int QUARTERS = 96;
    /** As fast as the feeds accept. */
    public static final double MAX_KMH = 200;
    /** More observations count as so many. */
    public static final int OBSERVATIONS_MAX = 255;

    /** Of {@link #toBytes}. */
    public static final int BYTES = QUARTERS * (Short.BYTES + 1);

    public static final DayProfile UNKNOWN = new DayProfile(new short[QUARTERS], new byte[QUARTERS]);

    private static final float STEPS_PER_KMH = 100;

    private final short[] speedSteps;
    private final byte[] observations;

    private DayProfile(short[] speedSteps, byte[] observations) {
        this.speedSteps = speedSteps;
        this.observations = observations;
    }

    /** @param quarter 0 to 95 */
    public boolean isKnown(int quarter) {
        return observations[quarter] != 0;
    }

    /**
     * @return 0 to {@link #MAX_KMH}
     * @throws IllegalStateException where none is known
     */
    public float getSpeedKmh(int quarter) {
        if (observations[quarter] == 0) {
            throw new IllegalStateException("no usual speed for quarter-hour " + quarter);
        }
        return speedSteps[quarter] / STEPS_PER_KMH;
    }

    /** 0 where no speed is known; {@link #OBSERVATIONS_MAX} says so many or more. */
    public int observations(int quarter) {
        return observations[quarter] & 0xFF;
    }

    public boolean isUnknown() {
        return Arrays.equals(observations, UNKNOWN.observations);
    }

    /**
     * @param quarters which to replace, 0 to 95, each beside its speed and its observations
     * @throws IllegalArgumentException for a speed that is none, or observations below 1
     */
    public DayProfile with(int[] quarters, double[] kmh, int[] behind) {
        short[] speeds = speedSteps.clone();
        byte[] counts = observations.clone();
        for (int i = 0; i < quarters.length; i++) {
            int quarter = Objects.checkIndex(quarters[i], QUARTERS);
            speeds[quarter] = steps(kmh[i]);
            counts[quarter] = count(behind[i]);
        }
        return new DayProfile(speeds, counts);
    }

    public DayProfile with(int quarter, double kmh, int behind) {
        return with(new int[] {quarter}, new double[] {kmh}, new int[] {behind});
    }

    /** {@link #BYTES} long: 96 speeds as big-endian 16-bit hundredths of km/h, then 96 counts. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.asShortBuffer().put(speedSteps);
        bytes.position(QUARTERS * Short.BYTES).put(observations);
        return bytes.array();
    }

    /** @throws IllegalArgumentException where they are not what {@link #toBytes} gives */
    public static DayProfile ofBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a profile of " + bytes.length + " bytes, not " + BYTES);
        }
        short[] speeds = new short[QUARTERS];
        ByteBuffer.wrap(bytes).asShortBuffer().get(speeds);
        for (short speed : speeds) {
            if (speed < 0 || speed > MAX_KMH * STEPS_PER_KMH) {
                throw new IllegalArgumentException("a profile with " + speed / STEPS_PER_KMH + " km/h");
            }
        }
        return new DayProfile(speeds, Arrays.copyOfRange(bytes, QUARTERS * Short.BYTES, BYTES));
    }

    private static short steps(double kmh) {
        if (!(kmh >= 0 && kmh <= MAX_KMH)) {
            throw new IllegalArgumentException("a usual speed of " + kmh + " km/h");
        }
        return (short) Math.round(kmh * STEPS_PER_KMH);
    }

    private static byte count(int behind) {
        if (behind < 1) {
            throw new IllegalArgumentException("a usual speed with " + behind + " observations");
        }
        return (byte) Math.min(OBSERVATIONS_MAX, behind);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DayProfile that
                && Arrays.equals(speedSteps, that.speedSteps)
                && Arrays.equals(observations, that.observations);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(speedSteps) + Arrays.hashCode(observations);
    }
}
