package cn.haihe.routing.bench;

import java.util.Locale;

/** One hierarchy: what it took to make, how large it is, and how fast. Doubles, so that rows can be extrapolated. */
record GrowthRow(
        double arcs,
        double towns,
        double orderSeconds,
        double buildSeconds,
        double links,
        double triangles,
        double customiseMs,
        double queryMicros,
        double mebibytes) {
    static void printHead() {
        System.out.printf(
                Locale.ROOT,
                "%12s %7s %8s %8s %11s %13s %13s %9s %9s%n",
                "arcs",
                "towns",
                "order s",
                "build s",
                "links",
                "triangles",
                "customise ms",
                "query us",
                "MiB");
    }

    GrowthRow print() {
        System.out.printf(
                Locale.ROOT,
                "%12.0f %7.0f %8.1f %8.1f %11.0f %13.0f %13.0f %9.0f %9.0f%n",
                arcs,
                towns,
                orderSeconds,
                buildSeconds,
                links,
                triangles,
                customiseMs,
                queryMicros,
                mebibytes);
        return this;
    }

    /** What so many arcs would take if everything went on growing as from the smaller row to this one. */
    GrowthRow extrapolate(GrowthRow smaller, double toArcs) {
        double steps = Math.log(toArcs / arcs) / Math.log(arcs / smaller.arcs);
        return new GrowthRow(
                toArcs,
                grow(smaller.towns, towns, steps),
                grow(smaller.orderSeconds, orderSeconds, steps),
                grow(smaller.buildSeconds, buildSeconds, steps),
                grow(smaller.links, links, steps),
                grow(smaller.triangles, triangles, steps),
                grow(smaller.customiseMs, customiseMs, steps),
                grow(smaller.queryMicros, queryMicros, steps),
                grow(smaller.mebibytes, mebibytes, steps));
    }

    private static double grow(double smaller, double larger, double steps) {
        return larger * Math.pow(larger / smaller, steps);
    }
}
