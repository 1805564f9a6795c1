package cn.haihe.routing.area;

/** Why an area to keep out of is refused. */
public enum AreaFault {
    TOO_MANY_AREAS,
    /** All areas of a request together. */
    TOO_MANY_CORNERS,
    /** A coordinate is not a number, or not on the globe. */
    NOT_ON_THE_GLOBE,
    /** It has no corners, or crosses itself. */
    NOT_A_POLYGON
}
