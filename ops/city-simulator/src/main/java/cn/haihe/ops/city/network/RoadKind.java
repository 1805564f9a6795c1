package cn.haihe.ops.city.network;

import java.util.Locale;

/** What a road is for, as the class in the open data says, from the most to the least important. */
public enum RoadKind {
    MOTORWAY,
    TRUNK,
    PRIMARY,
    SECONDARY,
    TERTIARY,
    UNCLASSIFIED,
    RESIDENTIAL,
    LIVING_STREET,
    SERVICE;

    /** A class that this simulator does not know yet drives like {@link #UNCLASSIFIED}. */
    public static RoadKind of(String name) {
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return UNCLASSIFIED;
        }
    }
}
