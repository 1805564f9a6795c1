package cn.haihe.center.source;

import java.util.Objects;
import java.util.Optional;

/**
 * A bus's terminal as the register knows it.
 *
 * @param phone the number it signs on with: 12 digits (JT/T 808-2013) or 20 (2019), leading zeros included
 * @param plate of the bus, as 津A12345
 * @param plateColour as in JT/T 415: 1 blue, 2 yellow, 3 black, 4 white, 9 other
 * @param routeId the route it drives; empty where it is not assigned
 */
public record Terminal(String phone, String plate, int plateColour, Optional<String> routeId) {
    private static final java.util.regex.Pattern PHONE = java.util.regex.Pattern.compile("\\d{12}|\\d{20}");
    private static final int PLATE_LENGTH_MAX = 16;
    private static final int ROUTE_ID_LENGTH_MAX = 64;

    public Terminal {
        Objects.requireNonNull(routeId);
        if (phone == null || !PHONE.matcher(phone).matches()) {
            throw new IllegalArgumentException("phone must be 12 or 20 digits");
        }
        if (plate == null || plate.isBlank() || plate.length() > PLATE_LENGTH_MAX) {
            throw new IllegalArgumentException("plate must have 1 to " + PLATE_LENGTH_MAX + " characters");
        }
        if (plate.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("plate must not have control characters");
        }
        if (routeId.filter(id -> id.length() > ROUTE_ID_LENGTH_MAX || id.chars().anyMatch(Character::isISOControl))
                .isPresent()) {
            throw new IllegalArgumentException(
                    "routeId must have at most " + ROUTE_ID_LENGTH_MAX + " characters and no control characters");
        }
        if (plateColour < 0 || plateColour > 99) {
            throw new IllegalArgumentException("plateColour must be 0 to 99");
        }
    }
}
