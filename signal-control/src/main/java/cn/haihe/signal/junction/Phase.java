package cn.haihe.signal.junction;

import java.util.List;

/**
 * A phase (相位): what gets green and loses it together.
 *
 * @param number 1 to 64, as in 4.2 of GB/T 20999
 * @param approach the approach that it lets in, or across which its pedestrians walk
 * @param movements numbers of the movements that it serves; none for pedestrians
 * @param lanes lanes that it serves, 0 for pedestrians
 * @param minGreenSeconds least green, flashing green included, at least 1
 * @param maxGreenSeconds most green when actuated
 * @param greenFlashSeconds the end of the green, that flashes; less than the least green
 * @param amberSeconds yellow behind the green, 0 for pedestrians
 */
public record Phase(
        int number,
        PhaseKind kind,
        int approach,
        List<Integer> movements,
        int lanes,
        int minGreenSeconds,
        int maxGreenSeconds,
        int greenFlashSeconds,
        int amberSeconds) {
    public static final int MAX_NUMBER = 64;

    public Phase {
        movements = List.copyOf(movements);
        if (number < 1 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("phase " + number);
        }
        boolean inRange = minGreenSeconds >= 1
                && maxGreenSeconds >= minGreenSeconds
                && greenFlashSeconds >= 0
                && greenFlashSeconds < minGreenSeconds
                && amberSeconds >= 0
                && lanes >= 0;
        if (!inRange) {
            throw new IllegalArgumentException("phase " + number + ": green " + minGreenSeconds + " to "
                    + maxGreenSeconds + " s, flash " + greenFlashSeconds + " s, amber " + amberSeconds + " s");
        }
    }

    public boolean isVehicle() {
        return kind == PhaseKind.VEHICLE;
    }
}
