/** What engineers look at: junctions and corridors as planned, as they run, and how their traffic fares. */
package cn.haihe.center.performance;
