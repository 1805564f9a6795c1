/** Vehicles that get green as they pass: on duty routes, in emergencies, late buses. */
package cn.haihe.center.duty;
