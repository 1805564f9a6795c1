package cn.haihe.map.city;

/** The class of a road, from the most to the least important; a link road has the class of what it links. */
public enum RoadClass {
    MOTORWAY,
    TRUNK,
    PRIMARY,
    SECONDARY,
    TERTIARY,
    UNCLASSIFIED,
    RESIDENTIAL,
    LIVING_STREET,
    SERVICE
}
