package cn.haihe.routing;

import java.util.List;

/**
 * How the rules of number plates bore on a way.
 *
 * @param banIds the bans that hold for this plate at some time between departure and arrival, wherever the way is
 * @param areaKnown false where nobody has drawn the area of the rules, so that no ban of it could be applied
 * @param longerSeconds how much later one arrives for keeping the rules; 0 where the best way keeps them anyway
 */
public record PlateNote(List<String> banIds, boolean areaKnown, double longerSeconds) {
    public PlateNote {
        banIds = List.copyOf(banIds);
    }
}
