package cn.haihe.routing;

/**
 * One instruction for the driver.
 *
 * @param text in the language that was asked for
 * @param street where it leads along, may be empty
 * @param from index of the route's point where it begins
 * @param to index of the point where the next one begins
 */
public record RouteStep(String text, String street, double distanceMetres, double durationSeconds, int from, int to) {}
