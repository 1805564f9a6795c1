package cn.haihe.map.demo.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Names for streets made up, by Tianjin's habit: a street that runs east to west is a 道, one that runs north to south a
 * 路, and most are called after a city.
 */
final class StreetNames {
    private static final String[][] EAST_WEST_FORMS = {
        {"", ""}, {"东", " East"}, {"西", " West"}, {"中", " Middle"}, {"一", " 1st"}, {"二", " 2nd"}, {"三", " 3rd"}
    };
    private static final String[][] NORTH_SOUTH_FORMS = {
        {"", ""}, {"南", " South"}, {"北", " North"}, {"中", " Middle"}, {"一", " 1st"}, {"二", " 2nd"}, {"三", " 3rd"}
    };

    record Name(String zh, String en) {}

    private final List<Facts.PlaceName> eastWest;
    private final List<Facts.PlaceName> northSouth;
    private final Set<String> taken = new HashSet<>();
    private int nextEastWest;
    private int nextNorthSouth;

    StreetNames(Facts facts, Random random) {
        eastWest = new ArrayList<>(facts.placeNames());
        Collections.shuffle(eastWest, random);
        northSouth = new ArrayList<>(facts.placeNames());
        Collections.shuffle(northSouth, random);
        facts.roads().forEach(road -> taken.add(road.zh()));
    }

    /** A name not given before. */
    Name next(boolean runsEastWest) {
        while (true) {
            Name name = runsEastWest
                    ? form(eastWest, EAST_WEST_FORMS, nextEastWest++, "道", " Avenue")
                    : form(northSouth, NORTH_SOUTH_FORMS, nextNorthSouth++, "路", " Road");
            if (taken.add(name.zh())) {
                return name;
            }
        }
    }

    private static Name form(List<Facts.PlaceName> places, String[][] forms, int number, String zh, String en) {
        Facts.PlaceName place = places.get(number % places.size());
        int form = number / places.size();
        String[] add = form < forms.length ? forms[form] : new String[] {"第" + form, " No. " + form};
        return new Name(place.zh() + add[0] + zh, place.en() + add[1] + en);
    }
}
