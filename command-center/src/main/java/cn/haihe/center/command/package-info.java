/** Junctions taken from their plans: by hand, for vehicles; who may, for how long, and their way back. */
package cn.haihe.center.command;
