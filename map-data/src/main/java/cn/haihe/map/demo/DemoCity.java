package cn.haihe.map.demo;

import cn.haihe.map.demo.internal.CityPlan;
import cn.haihe.map.demo.internal.OsmWriter;
import cn.haihe.map.demo.internal.Rings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.locationtech.jts.geom.Polygon;

/**
 * Writes a city to try Haihe on: Tianjin as far as its facts are known, made up in between.
 *
 * <p>True: the lines of the rings and of the principal roads, the names and order of the bridges, the metro stations,
 * hospitals and other places ({@code NOTICE} beside the resources says whence). Made up: every other street, the course
 * of the Haihe between the bridges that have a position, signals, bus lines, stops, car
 * parks, guidance signs. Each object says which
 * it is by its tag {@code source}; one relation {@code type=haihe_origin} says it of the whole file.
 *
 * <p>The same scale and seed give the same bytes on the same Java runtime.
 */
public final class DemoCity {
    /** Grows by one whenever the same scale and seed begin to give another city: a file that was kept is then an old one. */
    public static final int EDITION = 3;

    private DemoCity() {}

    /** @throws IOException where the file cannot be written; what was written of it is then worthless */
    public static void write(Path osmPbf, DemoScale scale, long seed) throws IOException {
        OsmWriter.write(osmPbf, CityPlan.draw(scale, seed), scale, seed);
    }

    /** The area inside the Outer Ring, whose line is the edge: true, as far as its road is known. WGS 84. */
    public static Polygon insideOuterRing() {
        return Rings.outer();
    }

    /** {@code [--scale small|tianjin] [--seed N] OUT.osm.pbf} */
    public static void main(String[] args) throws IOException {
        DemoScale scale = DemoScale.SMALL;
        long seed = 1;
        Path out = null;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--scale") && i + 1 < args.length) {
                scale = DemoScale.valueOf(args[++i].toUpperCase(Locale.ROOT));
            } else if (args[i].equals("--seed") && i + 1 < args.length) {
                seed = Long.parseLong(args[++i]);
            } else if (out == null && !args[i].startsWith("-")) {
                out = Path.of(args[i]);
            } else {
                throw new IllegalArgumentException("not understood: " + args[i]);
            }
        }
        if (out == null) {
            throw new IllegalArgumentException("usage: [--scale small|tianjin] [--seed N] OUT.osm.pbf");
        }
        write(out, scale, seed);
    }
}
