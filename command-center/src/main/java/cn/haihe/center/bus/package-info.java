/**
 * The buses: their terminals dial in over JT/T 808, each fix is judged, the newest of each bus goes to Redis, and
 * travellers ask what drives near them.
 *
 * <p>The way of a fix: {@code TerminalConnection} (one socket, on one event loop) reads it with {@code jt808}, {@code
 * FixPipeline} judges it, {@code PositionWriter} hands the newest position of each bus to Redis every few
 * milliseconds, and only what Redis has taken is shown by {@code BusIndex}.
 */
package cn.haihe.center.bus;
