package cn.haihe.signal.device;

/**
 * What the sensors in a controller's cabinet read (13.1.3 to 13.1.9).
 *
 * @param volts of the mains
 * @param temperatureCelsius -128 to 127
 * @param humidityPercent 0 to 100
 */
public record CabinetSensors(
        boolean doorOpen,
        int volts,
        int amperes,
        int temperatureCelsius,
        int humidityPercent,
        boolean water,
        boolean smoke) {
    public static final CabinetSensors USUAL = new CabinetSensors(false, 220, 2, 25, 40, false, false);

    public CabinetSensors {
        boolean inRange = volts >= 0
                && volts <= 1000
                && amperes >= 0
                && amperes <= 1000
                && temperatureCelsius >= Byte.MIN_VALUE
                && temperatureCelsius <= Byte.MAX_VALUE
                && humidityPercent >= 0
                && humidityPercent <= 100;
        if (!inRange) {
            throw new IllegalArgumentException(
                    volts + " V, " + amperes + " A, " + temperatureCelsius + " °C, " + humidityPercent + " % humidity");
        }
    }

    public CabinetSensors withDoor(boolean open) {
        return new CabinetSensors(open, volts, amperes, temperatureCelsius, humidityPercent, water, smoke);
    }

    public CabinetSensors withVolts(int newVolts) {
        return new CabinetSensors(doorOpen, newVolts, amperes, temperatureCelsius, humidityPercent, water, smoke);
    }

    public CabinetSensors withTemperature(int celsius) {
        return new CabinetSensors(doorOpen, volts, amperes, celsius, humidityPercent, water, smoke);
    }

    public CabinetSensors withWater(boolean wet) {
        return new CabinetSensors(doorOpen, volts, amperes, temperatureCelsius, humidityPercent, wet, smoke);
    }

    public CabinetSensors withSmoke(boolean smoky) {
        return new CabinetSensors(doorOpen, volts, amperes, temperatureCelsius, humidityPercent, water, smoky);
    }
}
