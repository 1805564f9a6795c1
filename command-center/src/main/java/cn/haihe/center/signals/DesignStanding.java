package cn.haihe.center.signals;

/** How the design that numbers of stages were said of stands to the junction as it is made today. */
public enum DesignStanding {
    OF_TODAY("", ""),
    CHANGED("design-changed", "the junction is made otherwise since a new map came"),
    UNKNOWN(
            "design-unknown",
            "nobody knows of which design of the junction its stages are: it is older than fingerprints"),
    /** There is no city yet, no such junction in it, or none that can have signals. */
    NO_DESIGN("no-design", "by the map of today the junction has no signals");

    private final String slug;
    private final String words;

    DesignStanding(String slug, String words) {
        this.slug = slug;
        this.words = words;
    }

    public String slug() {
        return slug;
    }

    /** For people to read. */
    public String why() {
        return slug + ": " + words;
    }
}
