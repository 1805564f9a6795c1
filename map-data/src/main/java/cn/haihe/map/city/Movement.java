package cn.haihe.map.city;

/**
 * A movement (流向): one way through a junction that the geometry and the turn restrictions allow.
 *
 * @param number 1, 2, … in the junction
 * @param fromApproach number of the approach it comes in by
 * @param toApproach number of the approach it leaves by
 * @param lanes lanes that serve it, at least 1; shared lanes count for each movement
 */
public record Movement(int number, int fromApproach, int toApproach, Turn turn, int lanes) {
    public Movement {
        if (number < 1 || fromApproach < 1 || toApproach < 1 || lanes < 1) {
            throw new IllegalArgumentException(
                    "movement " + number + ": " + fromApproach + " to " + toApproach + ", lanes " + lanes);
        }
    }
}
