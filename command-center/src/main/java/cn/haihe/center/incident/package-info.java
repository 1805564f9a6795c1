/** What operators say is wrong on the street, or will be: accidents, roadworks, closures; and what it means for who drives there. */
package cn.haihe.center.incident;
