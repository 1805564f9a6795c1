package cn.haihe.map.demo.internal;

/** The kinds of street of the demo city, from the most important. */
enum Kind {
    EXPRESSWAY("trunk", 6, 80, 6),
    RING("trunk", 6, 70, 6),
    TRUNK("trunk", 6, 60, 5),
    PRIMARY("primary", 6, 60, 5),
    SECONDARY("secondary", 4, 50, 4),
    TERTIARY("tertiary", 2, 40, 3),
    RESIDENTIAL("residential", 2, 30, 1);

    final String highway;
    final int lanes;
    final int limitKmh;
    /** How much a crossing with it asks for signals. */
    final int weight;

    Kind(String highway, int lanes, int limitKmh, int weight) {
        this.highway = highway;
        this.lanes = lanes;
        this.limitKmh = limitKmh;
        this.weight = weight;
    }

    boolean isMain() {
        return this != RESIDENTIAL;
    }
}
