package cn.haihe.center.duty.internal;

import cn.haihe.center.duty.Passage;
import cn.haihe.signal.priority.CrossingState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Passages as PostgreSQL keeps them: one after the other, their fields parted by commas, a dash for what is not known. */
final class PassageText {
    private static final String NONE = "-";

    private PassageText() {}

    static String of(List<Passage> passages) {
        return passages.stream().map(PassageText::of).collect(Collectors.joining(" "));
    }

    private static String of(Passage passage) {
        return String.join(
                ",",
                passage.phase().name(),
                text(passage.askedAt()),
                text(passage.greenAtLine()),
                text(passage.recovery().map(Passage.Recovery::releasedAt)),
                text(passage.recovery().map(Passage.Recovery::deadline)),
                text(passage.recovery().flatMap(Passage.Recovery::provenAt)));
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse(NONE);
    }

    static List<Passage> read(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ")).map(PassageText::passage).toList();
    }

    private static Passage passage(String text) {
        String[] fields = text.split(",");
        Optional<Instant> deadline = read(fields[4], Instant::parse);
        return new Passage(
                CrossingState.Phase.valueOf(fields[0]),
                read(fields[1], Instant::parse),
                read(fields[2], Boolean::valueOf),
                read(fields[3], Instant::parse)
                        .map(released -> new Passage.Recovery(
                                released, deadline.orElseThrow(), read(fields[5], Instant::parse))));
    }

    private static <T> Optional<T> read(String field, Function<String, T> reader) {
        return field.equals(NONE) ? Optional.empty() : Optional.of(reader.apply(field));
    }
}
