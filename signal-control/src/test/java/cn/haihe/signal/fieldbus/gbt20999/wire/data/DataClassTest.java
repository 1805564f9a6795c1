package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.ControllerCommand;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Decoded;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameCodec;
import cn.haihe.signal.fieldbus.gbt20999.wire.GoldenFrames;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The eighteen classes: what the fact sheet's frames say in them, and that nothing is lost on the way. */
class DataClassTest {
    private static final Item[] ITEMS = Item.values();

    @Property(tries = 400)
    void whateverAFrameHoldsIsGivenBackBitForBit(
            @ForAll long seed, @ForAll @IntRange(max = 60) int count, @ForAll ChainOrder order) {
        Random random = new Random(seed);
        Map<Integer, DataValue> values = new TreeMap<>(Integer::compareUnsigned);
        for (int i = 0; i < count; i++) {
            DataValue value = random.nextInt(4) == 0 ? anything(random) : known(random);
            values.put(value.address().packed(), value);
        }
        List<DataValue> written = written(DataClasses.read(new ArrayList<>(values.values()), order), order);
        assertThat(written).map(DataClassTest::text).isEqualTo(texts(values.values()));
    }

    @Property(tries = 100)
    void ofTwoValuesAtOneAddressBothAreKeptAndTheLaterStands(@ForAll long seed, @ForAll ChainOrder order) {
        Random random = new Random(seed);
        DataValue first = known(random);
        byte[] other = first.value().clone();
        other[0] ^= 1;
        List<DataValue> values = List.of(first, new DataValue(2, first.address(), other));
        List<DataClass> read = DataClasses.read(values, order);
        assertThat(read.get(0).raw()).map(DataClassTest::text).contains(text(first));
        assertThat(written(read, order)).map(DataClassTest::text).containsExactlyInAnyOrderElementsOf(texts(values));
    }

    /** Every item has a typed place in its class, and every class one of the items. */
    @Test
    void noItemIsRaw() {
        Random random = new Random(20999);
        Set<Integer> classes = new TreeSet<>();
        for (ChainOrder order : ChainOrder.values()) {
            for (Item item : ITEMS) {
                DataValue value = known(item, random);
                DataClass read = DataClasses.read(List.of(value), order).get(0);
                assertThat(read.raw()).as(item.name()).isEmpty();
                assertThat(read.number()).isEqualTo(item.at(0).dataClass());
                assertThat(read).isNotInstanceOf(UnknownClass.class);
                classes.add(read.number());
            }
        }
        assertThat(classes).hasSize(18);
    }

    @Test
    void textThatIsNoneIsKeptRaw() {
        byte[] name = new byte[128];
        Arrays.fill(name, (byte) 0xE4);
        List<DataValue> values = List.of(
                new DataValue(1, Item.MAKER.at(0), new byte[] {(byte) 0xFF}),
                new DataValue(2, Item.INTERSECTION_NAME.at(0), name));
        List<DataClass> read = DataClasses.read(values, ChainOrder.BACKWARD);
        assertThat(((DeviceInformation) read.get(0)).maker()).isEmpty();
        assertThat(((BasicParameters) read.get(1)).intersectionName()).isEmpty();
        assertThat(written(read, ChainOrder.BACKWARD)).map(DataClassTest::text).isEqualTo(texts(values));
    }

    @Test
    void aClassThatTheStandardDoesNotKnowIsKept() {
        DataValue value = new DataValue(1, new Address(19, 1, 2, 3), new byte[] {4, 5});
        List<DataClass> read = DataClasses.read(List.of(value), ChainOrder.BACKWARD);
        assertThat(read).hasOnlyElementsOfType(UnknownClass.class);
        assertThat(written(read, ChainOrder.BACKWARD)).containsExactly(value);
    }

    @Test
    void theFramesOfTheFactSheetAreReadIntoTheirClasses() {
        List<DataClass> read = new ArrayList<>();
        GoldenFrames.all().forEach(hex -> read.addAll(golden(hex)));
        assertThat(of(DeviceInformation.class, read).map(DeviceInformation::maker))
                .contains(Optional.of("东土正创"));
        assertThat(of(RunState.class, read).flatMap(state -> state.roads().stream()))
                .contains(new RunState.Road(1, Optional.empty(), Optional.of(0x13), Optional.of(3), Optional.of(2)));
        assertThat(of(RunState.class, read)
                        .flatMap(state -> state.roads().stream())
                        .flatMap(road -> road.findMode().stream()))
                .contains(RunMode.LOCAL_COORDINATED, RunMode.CENTER_COORDINATED);
        assertThat(of(Plans.class, read)
                        .flatMap(plans -> plans.plans().stream())
                        .flatMap(plan -> plan.findPlan().stream()))
                .containsExactly(new PlanObject(
                        3, 1, 100, 1, 12, List.of(entry(1, 30), entry(2, 20), entry(3, 30), entry(4, 20))));
        assertThat(of(CenterControls.class, read)
                        .filter(controls -> controls.raw().isEmpty())
                        .flatMap(controls -> controls.roads().stream()))
                .contains(new CenterControls.Road(
                        1, Optional.empty(), Optional.of(1), Optional.of(1), Optional.of(0x21)));
        assertThat(of(Alarms.class, read).flatMap(alarms -> alarms.alarms().stream()))
                .containsExactly(new Alarms.Alarm(
                        1,
                        Optional.of(47L),
                        Optional.of(0x60),
                        Optional.of(0x71),
                        Optional.of(LocalDateTime.of(2026, 11, 22, 17, 5, 9))));
        assertThat(of(TrafficCounts.class, read).flatMap(counts -> counts.counts().stream()))
                .containsExactly(new TrafficCounts.Count(
                        2, Optional.of(2), Optional.of(125), Optional.of(92), Optional.of(126)));
    }

    private static PlanObject.Entry entry(int stage, int seconds) {
        return new PlanObject.Entry(stage, seconds, PlanObject.Entry.FIXED);
    }

    @Property(tries = 100)
    void commandsForARoadAreFoundInEitherForm(
            @ForAll ControllerCommand command,
            @ForAll @IntRange(min = 1, max = 16) int road,
            @ForAll boolean chain,
            @ForAll ChainOrder order) {
        Commands read = (Commands) DataClasses.read(command.toValues(road, chain ? 16 : 1, order), order)
                .get(0);
        assertThat(read.findCommand(road)).contains(command);
        if (chain) {
            assertThat(read.findCommand(road % 16 + 1)).contains(ControllerCommand.CANCEL);
            assertThat(read.findCommand(17)).isEmpty();
        }
    }

    private static List<DataClass> golden(String hex) {
        Decoded decoded = FrameCodec.decode(HexFormat.of().parseHex(hex));
        return DataClasses.read(((Decoded.Good) decoded).frame().values(), ChainOrder.BACKWARD);
    }

    private static <T> Stream<T> of(Class<T> type, List<DataClass> read) {
        return read.stream().filter(type::isInstance).map(type::cast);
    }

    private static List<DataValue> written(List<DataClass> classes, ChainOrder order) {
        return classes.stream().flatMap(read -> read.toValues(order).stream()).toList();
    }

    private static DataValue known(Random random) {
        return known(ITEMS[random.nextInt(ITEMS.length)], random);
    }

    /** A value as a device may hold it: of the right size, times that are some, text that is some. */
    private static DataValue known(Item item, Random random) {
        byte[] value = new byte[item.hasFixedSize() ? item.bytes() : 1 + random.nextInt(20)];
        if (item.hasFixedSize() && item.bytes() == 7) {
            value = new byte[] {7, (byte) random.nextInt(256), (byte) (1 + random.nextInt(12)), 28, 23, 59, 58};
        } else if (!item.hasFixedSize() || item == Item.INTERSECTION_NAME) {
            Arrays.fill(value, 0, 1 + random.nextInt(value.length), (byte) ('A' + random.nextInt(26)));
        } else {
            random.nextBytes(value);
        }
        Address place = item.at(0);
        boolean isTable = place.object() > 1 && place.dataClass() > 2 && place.attribute() > 0
                || Set.of(7, 10, 17).contains(place.dataClass());
        boolean ofCabinet = place.dataClass() == 13 && place.object() == 1;
        return new DataValue(1, item.at(isTable && !ofCabinet ? 1 + random.nextInt(255) : 0), value);
    }

    private static DataValue anything(Random random) {
        Item near = ITEMS[random.nextInt(ITEMS.length)];
        Address place = near.at(random.nextInt(256));
        byte[] value = new byte[random.nextInt(5) == 0 ? random.nextInt(252) : random.nextInt(9)];
        random.nextBytes(value);
        return switch (random.nextInt(3)) {
            case 0 -> new DataValue(1, place, value);
            case 1 ->
                new DataValue(
                        1, new Address(place.dataClass(), place.object(), random.nextInt(256), place.element()), value);
            default ->
                new DataValue(1, new Address(random.nextInt(256), random.nextInt(12), random.nextInt(4), 1), value);
        };
    }

    private static List<String> texts(Collection<DataValue> values) {
        return values.stream()
                .sorted(Comparator.comparing(value -> value.address().packed(), Integer::compareUnsigned))
                .map(DataClassTest::text)
                .toList();
    }

    private static String text(DataValue value) {
        return value.address() + " = " + HexFormat.of().formatHex(value.value());
    }
}
