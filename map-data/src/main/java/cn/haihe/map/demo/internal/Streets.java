package cn.haihe.map.demo.internal;

import java.util.ArrayList;
import java.util.List;

/** Numbers the streets of a city in the order in which they are made. */
final class Streets {
    private final List<Street> all = new ArrayList<>();

    Street add(String zh, String en, Kind kind, String source) {
        Street street = new Street(all.size(), zh, en, kind, source);
        all.add(street);
        return street;
    }
}
