/** What the city's guidance signs (诱导屏) say: times and congestion ahead, advice, and what operators put there instead. */
package cn.haihe.center.guidance;
