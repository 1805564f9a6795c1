package cn.haihe.routing.live;

import com.graphhopper.routing.ev.BooleanEncodedValue;
import com.graphhopper.routing.ev.DecimalEncodedValue;
import com.graphhopper.routing.ev.EncodedValue;
import com.graphhopper.routing.ev.EncodedValueLookup;
import com.graphhopper.routing.ev.EnumEncodedValue;
import com.graphhopper.routing.ev.IntEncodedValue;
import com.graphhopper.routing.ev.StringEncodedValue;
import java.util.List;

/**
 * What the graph stores of its edges, but with one stored speed replaced by the speed of one picture of the traffic:
 * whatever GraphHopper makes of these values is made of live traffic.
 */
public final class LiveValues implements EncodedValueLookup {
    private final EncodedValueLookup stored;
    private final String speedName;
    private final SpeedValue speed;

    /** @param speedName of the stored speed that the live one stands for */
    public LiveValues(EncodedValueLookup stored, String speedName, LiveSpeeds speeds) {
        this.stored = stored;
        this.speedName = speedName;
        speed = new SpeedValue(speeds);
    }

    @Override
    public List<EncodedValue> getEncodedValues() {
        return stored.getEncodedValues().stream()
                .map(value -> value.getName().equals(speedName) ? (EncodedValue) speed : value)
                .toList();
    }

    @Override
    public <T extends EncodedValue> T getEncodedValue(String name, Class<T> type) {
        return name.equals(speedName) ? type.cast(speed) : stored.getEncodedValue(name, type);
    }

    @Override
    public BooleanEncodedValue getBooleanEncodedValue(String name) {
        return stored.getBooleanEncodedValue(name);
    }

    @Override
    public IntEncodedValue getIntEncodedValue(String name) {
        return stored.getIntEncodedValue(name);
    }

    @Override
    public DecimalEncodedValue getDecimalEncodedValue(String name) {
        return name.equals(speedName) ? speed : stored.getDecimalEncodedValue(name);
    }

    @Override
    public <T extends Enum<?>> EnumEncodedValue<T> getEnumEncodedValue(String name, Class<T> type) {
        return stored.getEnumEncodedValue(name, type);
    }

    @Override
    public StringEncodedValue getStringEncodedValue(String name) {
        return stored.getStringEncodedValue(name);
    }

    @Override
    public boolean hasEncodedValue(String name) {
        return stored.hasEncodedValue(name);
    }
}
