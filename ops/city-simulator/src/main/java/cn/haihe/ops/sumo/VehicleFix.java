package cn.haihe.ops.sumo;

/**
 * Where a vehicle is at the end of a step.
 *
 * @param lane empty while it is nowhere
 * @param positionMetres of its front, from the lane's begin
 */
record VehicleFix(String id, String lane, double positionMetres, double speedMps, double lengthMetres) {}
