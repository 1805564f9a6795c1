package cn.haihe.signal.device;

import java.util.Set;
import java.util.TreeSet;

/** Which alarms of class 15 a cabinet's sensors raise. */
final class SensorAlarms {
    static final int DEVICE = 0x40;
    static final int ENVIRONMENT = 0x60;
    static final int VOLTAGE_HIGH = 0x11;
    static final int VOLTAGE_LOW = 0x12;
    static final int VOLTAGE_LOST = 0x13;
    static final int TEMPERATURE_HIGH = 0x21;
    static final int TEMPERATURE_LOW = 0x22;
    static final int HUMIDITY_HIGH = 0x31;
    static final int SMOKE = 0x40;
    static final int WATER = 0x60;
    static final int DOOR = 0x70;
    private static final int MOST_VOLTS = 265;
    private static final int LEAST_VOLTS = 175;
    private static final int MOST_CELSIUS = 70;
    private static final int LEAST_CELSIUS = -40;
    private static final int MOST_HUMIDITY = 95;

    private SensorAlarms() {}

    static int typeOf(int value) {
        return value <= VOLTAGE_LOST ? DEVICE : ENVIRONMENT;
    }

    /** The values of the alarms that hold. */
    static Set<Integer> of(CabinetSensors sensors) {
        Set<Integer> values = new TreeSet<>();
        add(values, sensors.volts() > MOST_VOLTS, VOLTAGE_HIGH);
        add(values, sensors.volts() < LEAST_VOLTS, VOLTAGE_LOW);
        add(values, sensors.temperatureCelsius() > MOST_CELSIUS, TEMPERATURE_HIGH);
        add(values, sensors.temperatureCelsius() < LEAST_CELSIUS, TEMPERATURE_LOW);
        add(values, sensors.humidityPercent() > MOST_HUMIDITY, HUMIDITY_HIGH);
        add(values, sensors.smoke(), SMOKE);
        add(values, sensors.water(), WATER);
        add(values, sensors.doorOpen(), DOOR);
        return values;
    }

    private static void add(Set<Integer> values, boolean holds, int value) {
        if (holds) {
            values.add(value);
        }
    }
}
