package cn.haihe.signal;

import cn.haihe.map.city.Approach;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Names;
import cn.haihe.map.city.Turn;
import cn.haihe.map.geo.LonLat;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Junctions as an import may give them: three to six arms, skewed, one-ways, forbidden turns, narrow and wide. */
public final class RandomJunctions {
    private RandomJunctions() {}

    /** Four arms at right angles, {@code lanes} each way in, all turns allowed. */
    public static Junction cross(String id, int lanes) {
        List<Approach> arms = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            arms.add(arm(i + 1, 90.0 * i, lanes, 3.5 * 2 * lanes));
        }
        return new Junction(id, Names.NONE, new LonLat(117.2, 39.13), List.of(1L), arms, movements(arms, null));
    }

    public static Junction of(long seed) {
        Random random = new Random(seed);
        int count = 3 + random.nextInt(4);
        List<Approach> arms = new ArrayList<>();
        double bearing = random.nextDouble() * 30;
        for (int i = 0; i < count; i++) {
            boolean onlyOut = i > 0 && random.nextInt(8) == 0;
            int lanes = onlyOut ? 0 : 1 + random.nextInt(5);
            arms.add(arm(i + 1, bearing % 360, lanes, random.nextInt(12) == 0 ? 0 : 6 + random.nextDouble() * 40));
            bearing += Math.max(20, 360.0 / count + random.nextGaussian() * 12);
        }
        List<Movement> some = movements(arms, random);
        return new Junction(
                "j" + seed,
                new Names("A路与B道交口", ""),
                new LonLat(117.2, 39.13),
                List.of(seed),
                arms,
                some.isEmpty() ? movements(arms, null) : some);
    }

    private static Approach arm(int number, double bearing, int lanes, double width) {
        return new Approach(number, bearing, Names.NONE, lanes, width, List.of("in" + number), List.of("out" + number));
    }

    private static List<Movement> movements(List<Approach> arms, Random random) {
        List<Movement> movements = new ArrayList<>();
        for (Approach from : arms) {
            for (Approach to : arms) {
                boolean mayGo = from.lanes() > 0 && from.number() != to.number();
                boolean isForbidden = random != null && random.nextInt(7) == 0;
                if (mayGo && !isForbidden) {
                    Turn turn = turn(from.bearingDegrees(), to.bearingDegrees());
                    int lanes = turn == Turn.STRAIGHT ? Math.max(1, from.lanes() - 1) : 1;
                    movements.add(new Movement(movements.size() + 1, from.number(), to.number(), turn, lanes));
                }
            }
        }
        return movements;
    }

    private static Turn turn(double from, double to) {
        double heading = (from + 180) % 360;
        double change = (to - heading + 540) % 360 - 180;
        if (Math.abs(change) < 40) {
            return Turn.STRAIGHT;
        }
        return change > 0 ? Turn.RIGHT : Turn.LEFT;
    }
}
