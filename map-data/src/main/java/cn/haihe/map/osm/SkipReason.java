package cn.haihe.map.osm;

/** Why something in a map file did not become part of the city. */
public enum SkipReason {
    /** a road of a class that cars use, but closed to them by its access tags */
    ROAD_CLOSED_TO_CARS,
    /** a road of which fewer than two nodes are in the file */
    ROAD_WITHOUT_NODES,
    /** a piece of road between nodes of which some are not in the file: an extract's edge */
    ROAD_LEAVING_EXTRACT,
    /** a piece of a way that the same way has already, in either direction: an artefact of some tools */
    ROAD_DRAWN_TWICE,
    /** a second element of a kind with an id already seen: the last one is taken */
    DUPLICATE_ELEMENT,
    /** signals on no road that cars use */
    SIGNAL_OFF_ROAD,
    /** signals with no crossing of roads near them: a pedestrian crossing, a level crossing, a ramp meter */
    SIGNAL_WITHOUT_CROSSING,
    /** a crossing with signals that fewer than two approaches lead into, or that has fewer than three arms */
    JUNCTION_WITHOUT_CONFLICT,
    /** a turn restriction for some hours or vehicles only */
    RESTRICTION_CONDITIONAL,
    /** a turn restriction whose members do not meet or are not in the file */
    RESTRICTION_BROKEN,
    /** a stop position or platform of a stop that is already there */
    STOP_DUPLICATE,
    /** a bus route with fewer than two stops and no way */
    ROUTE_EMPTY,
    /** a place on a bus route where two ways do not meet; the path bridges it straight */
    ROUTE_GAP,
    /** a member of a bus route that is not in the file */
    ROUTE_MEMBER_MISSING,
    CAR_PARK_PRIVATE,
    /** a guidance sign with no road near it whose drivers could read it */
    SIGN_OFF_ROAD,
    /** a guidance sign that leaves open which of the directions beside it reads it, or says one that is not there */
    SIGN_WITHOUT_DIRECTION,
    /** an area whose outline is not closed in the file */
    AREA_BROKEN
}
