package cn.haihe.ops.city.bus;

/** Where the centre takes JT/T 808 terminals. */
public record FleetAddress(String host, int port) {}
