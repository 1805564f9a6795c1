package cn.haihe.ops.city.roadside;

/** What a car park serves, and so how full it wants to be at an hour of the day. */
enum CarParkUse {
    OFFICES(8.6, 18.2, 0.92, 0.08),
    SHOPS(12.5, 20.5, 0.85, 0.05),
    HOMES(19, 31.5, 0.95, 0.35),
    STATION(7.4, 20, 0.97, 0.15);

    private static final double SLOPE_HOURS = 0.7;

    private final double fillsAt;
    private final double emptiesAt;
    private final double fullest;
    private final double emptiest;

    CarParkUse(double fillsAt, double emptiesAt, double fullest, double emptiest) {
        this.fillsAt = fillsAt;
        this.emptiesAt = emptiesAt;
        this.fullest = fullest;
        this.emptiest = emptiest;
    }

    /** The share of spaces taken towards which arrivals and departures pull, 0 to 1. */
    double wantedShare(double hourOfDay) {
        double full = Math.max(between(hourOfDay), between(hourOfDay + 24));
        return emptiest + (fullest - emptiest) * full;
    }

    private double between(double hour) {
        return rise(hour - fillsAt) * (1 - rise(hour - emptiesAt));
    }

    private static double rise(double hours) {
        return 1 / (1 + Math.exp(-hours / SLOPE_HOURS));
    }
}
