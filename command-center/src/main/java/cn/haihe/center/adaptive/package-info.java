/** Junctions that the centre controls second by second, by what their detectors see. */
package cn.haihe.center.adaptive;
