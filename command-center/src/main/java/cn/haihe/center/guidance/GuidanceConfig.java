package cn.haihe.center.guidance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What guidance signs speak of, when they advise, and how much fits on one. */
@ConfigMapping(prefix = "haihe.guidance")
public interface GuidanceConfig {
    /** How often is decided anew what the signs say. */
    @WithDefault("PT30S")
    Duration period();

    /** How long the ways of a sign are kept before they are looked for again, unless it advises one of them. */
    @WithDefault("PT1H")
    Duration waysKeptFor();

    /** How long one step may look for ways: signs say what they can in between. */
    @WithDefault("PT1S")
    Duration searchTimeMax();

    @WithDefault("3")
    int destinationsMax();

    /** Ways beside the main one. */
    @WithDefault("2")
    int alternativesMax();

    @WithDefault("1200")
    double nearestMetres();

    @WithDefault("7000")
    double farthestMetres();

    /** How many times longer than the main way a detour may take on empty streets. */
    @WithDefault("1.6")
    double slowerMax();

    /** Destinations that operators chose for a sign, by its id: ids of junctions, or of bridges as the lists show them. */
    Map<String, List<String>> destinations();

    /** Advice begins where a detour gains so much, … */
    @WithDefault("120")
    double beginSeconds();

    /** … and such a part of the main way's time; … */
    @WithDefault("0.15")
    double beginRatio();

    /** … it ends below this … */
    @WithDefault("45")
    double endSeconds();

    /** … or this. */
    @WithDefault("0.05")
    double endRatio();

    /** Part of the drivers for a destination that follow an advice. */
    @WithDefault("0.3")
    double compliance();

    /** Part of the passing traffic that goes where a destination's ways go. */
    @WithDefault("0.4")
    double destinationShare();

    /** How fast the part of a sign's time that an advice gets may grow, and fall. */
    @WithDefault("0.3")
    double changePerMinute();

    /** Flow over capacity that advised traffic may fill a street to. */
    @WithDefault("0.95")
    double loadMax();

    /** Time constant for the measured times of ways. */
    @WithDefault("PT30S")
    Duration smoothing();

    /** How long a message stays at least. */
    @WithDefault("PT2M")
    Duration dwellMin();

    /** Part of a way's length that must have live speeds. */
    @WithDefault("0.6")
    double liveShareMin();

    /** A sign says nothing of a picture of the traffic that is older. */
    @WithDefault("PT3M")
    Duration pictureAgeMax();

    @WithDefault("3")
    int lines();

    /** Width of a line: a Chinese character takes two cells, a Latin letter one. */
    @WithDefault("24")
    int lineCells();

    /** How long an operator may put a text in a sign's place. */
    @WithDefault("PT24H")
    Duration overrideMax();
}
