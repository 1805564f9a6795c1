/**
 * Loads the hub as many terminals would, and measures from outside what it makes of it: {@link
 * cn.haihe.ops.load.IngestLoad}. It uses the public doors only.
 */
package cn.haihe.ops.load;
