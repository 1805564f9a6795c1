package cn.haihe.map.city;

import cn.haihe.map.city.internal.EchartsMap;
import java.util.List;
import java.util.Map;

/**
 * The districts of Tianjin, with the outlines that Apache ECharts ships for its maps; unpacked from its web package at
 * build time, decoded here at load.
 *
 * <p>For labels and for grouping figures only. The source states no datum (it may be off by the half kilometre that
 * GCJ-02 differs from WGS 84), and its outlines are rounded to 1/1024 degree, about 100 m.
 */
public final class Districts {
    private static final String RESOURCE = "/cn/haihe/map/city/echarts/tianjin.json";

    private static final Map<String, String> ENGLISH = Map.ofEntries(
            Map.entry("120101", "Heping"),
            Map.entry("120102", "Hedong"),
            Map.entry("120103", "Hexi"),
            Map.entry("120104", "Nankai"),
            Map.entry("120105", "Hebei"),
            Map.entry("120106", "Hongqiao"),
            Map.entry("120110", "Dongli"),
            Map.entry("120111", "Xiqing"),
            Map.entry("120112", "Jinnan"),
            Map.entry("120113", "Beichen"),
            Map.entry("120114", "Wuqing"),
            Map.entry("120115", "Baodi"),
            Map.entry("120116", "Binhai New Area"),
            Map.entry("120117", "Ninghe"),
            Map.entry("120118", "Jinghai"),
            Map.entry("120119", "Jizhou"));

    private Districts() {}

    /** All sixteen, by adcode. Decoded anew at each call. */
    public static List<District> ofTianjin() {
        return EchartsMap.read(RESOURCE).stream()
                .map(area -> new District(
                        area.adcode(),
                        new Names(area.name(), ENGLISH.getOrDefault(area.adcode(), "")),
                        area.boundary()))
                .toList();
    }
}
