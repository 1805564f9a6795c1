package cn.haihe.signal.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class GreenBandsProperties {
    /** Against trying every half second. */
    @Property(tries = 300)
    void aBandIsExactlyWhereEveryStopLineIsGreen(@ForAll long seed) {
        Random random = new Random(seed);
        List<List<Span>> greens = new ArrayList<>();
        double[] travel = new double[1 + random.nextInt(5)];
        for (int i = 0; i < travel.length; i++) {
            travel[i] = i == 0 ? 0 : travel[i - 1] + random.nextInt(40);
            List<Span> here = new ArrayList<>();
            int cycle = 40 + random.nextInt(80);
            int green = 10 + random.nextInt(cycle - 15);
            for (int at = -random.nextInt(cycle); at < 600; at += cycle) {
                here.add(new Span(at, at + green));
            }
            greens.add(here);
        }
        List<Span> bands = GreenBands.through(greens, travel);
        for (int i = 1; i < bands.size(); i++) {
            assertThat(bands.get(i).from()).isGreaterThan(bands.get(i - 1).to());
        }
        for (double at = 0.25; at < 500; at += 0.5) {
            boolean passes = true;
            for (int i = 0; i < travel.length; i++) {
                double there = at + travel[i];
                passes &= greens.get(i).stream().anyMatch(span -> span.from() <= there && there < span.to());
            }
            double now = at;
            boolean inBand = bands.stream().anyMatch(band -> band.from() <= now && now < band.to());
            assertThat(inBand).as("at %s s", at).isEqualTo(passes);
        }
    }
}
