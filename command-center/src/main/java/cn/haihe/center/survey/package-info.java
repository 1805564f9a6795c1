/** Junctions as engineers drew them on the spot, before what the geometry of the map gives. */
package cn.haihe.center.survey;
