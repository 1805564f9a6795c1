package cn.haihe.signal.network;

/** A stage in a plan and its green, without the clearance behind it. */
public record GreenTime(int stage, double greenSeconds) {}
