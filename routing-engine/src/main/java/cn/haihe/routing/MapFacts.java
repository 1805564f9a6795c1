package cn.haihe.routing;

import cn.haihe.map.geo.BoundingBox;

/**
 * What the guide knows of its map.
 *
 * @param dataDate when the map's data was taken, as the file says it; may be empty
 * @param drivableEdges directed edges that cars may use
 * @param edgesOnSegments how many of them lie on a segment of the city and so can get live speeds
 */
public record MapFacts(BoundingBox bounds, String dataDate, int nodes, int drivableEdges, int edgesOnSegments) {}
