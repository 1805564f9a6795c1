/**
 * A simulated city: buses, detectors, car parks, signal controllers and fare gates as processes at the other end of the
 * hub's public doors. It knows nothing of the hub but the contract.
 */
package cn.haihe.ops.city;
