package cn.haihe.center.guidance;

/**
 * How much of the city is guided. A junction or a stretch of road counts as guided while a sign with enough live data
 * speaks of a way over it; important are signal junctions where two roads of class primary or above meet, and roads of
 * these classes.
 *
 * @param signsPlanned signs that have at least one destination
 * @param signsWithData of those, signs that can speak of at least one
 */
public record GuidedShare(
        int signs,
        int signsPlanned,
        int signsWithData,
        int signsAdvising,
        int signsOverridden,
        int importantJunctions,
        int importantJunctionsGuided,
        double importantRoadMetres,
        double importantRoadMetresGuided) {
    public static final GuidedShare NOTHING = new GuidedShare(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** 0 to 1; 0 too where nothing is important. */
    public double junctionRatio() {
        return importantJunctions == 0 ? 0 : (double) importantJunctionsGuided / importantJunctions;
    }

    /** 0 to 1; 0 too where nothing is important. */
    public double roadRatio() {
        return importantRoadMetres == 0 ? 0 : importantRoadMetresGuided / importantRoadMetres;
    }

    /** 0 to 1; 0 too where there are no signs. */
    public double dataRatio() {
        return signs == 0 ? 0 : (double) signsWithData / signs;
    }
}
