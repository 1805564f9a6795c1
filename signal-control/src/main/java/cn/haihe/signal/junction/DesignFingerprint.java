package cn.haihe.signal.junction;

import cn.haihe.map.city.Approach;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.IntStream;

/**
 * A stable digest of what numbers of approaches, movements, phases and stages mean at a junction, and of the times that keep them
 * apart. What someone said of stage 2 holds only as long as this stays the same: after a new map stage 2 may be another one.
 */
public final class DesignFingerprint {
    private static final int BYTES = 16;
    /** Coarse: an arm that is drawn anew a little to the side is the same one. */
    private static final double SECTOR_DEGREES = 30;

    private static final int SECTORS = 12;

    private DesignFingerprint() {}

    /** @return 32 hexadecimal digits */
    public static String of(Junction map, SignalJunction design) {
        StringBuilder text = new StringBuilder();
        map.approaches().stream()
                .sorted(Comparator.comparingInt(Approach::number))
                .forEach(arm -> add(text, 'a', arm.number(), sector(arm.bearingDegrees())));
        map.movements().stream()
                .sorted(Comparator.comparingInt(Movement::number))
                .forEach(way -> {
                    add(text, 'm', way.number(), way.fromApproach(), way.toApproach());
                    text.append(way.turn());
                });
        for (Phase phase : design.phases()) {
            add(
                    text,
                    'p',
                    phase.number(),
                    phase.approach(),
                    phase.minGreenSeconds(),
                    phase.greenFlashSeconds(),
                    phase.amberSeconds());
            text.append(phase.kind());
            add(
                    text,
                    'w',
                    phase.movements().stream()
                            .mapToInt(Integer::intValue)
                            .sorted()
                            .toArray());
            add(text, 'c', design.conflicts().of(phase.number()).numbers().toArray());
            add(
                    text,
                    'i',
                    IntStream.rangeClosed(1, design.phases().size())
                            .map(other -> design.intergreens().seconds(phase.number(), other))
                            .toArray());
            if (!design.yields().isEmpty()) {
                add(
                        text,
                        'y',
                        IntStream.rangeClosed(1, design.phases().size())
                                .filter(other -> design.yields().givesWay(phase.number(), other))
                                .toArray());
            }
        }
        design.stages().stream().sorted(Comparator.comparingInt(Stage::number)).forEach(stage -> {
            add(text, 's', stage.number());
            add(text, 'g', stage.phases().numbers().toArray());
        });
        return HexFormat.of().formatHex(sha256(text.toString()), 0, BYTES);
    }

    private static int sector(double bearingDegrees) {
        return (int) Math.round(bearingDegrees / SECTOR_DEGREES) % SECTORS;
    }

    private static void add(StringBuilder text, char what, int... numbers) {
        text.append(what);
        for (int number : numbers) {
            text.append(number).append(',');
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
