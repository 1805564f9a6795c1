package cn.haihe.signal.appraise;

/**
 * Carbon dioxide of waiting and stopping petrol cars, to compare plans by. Idling: 0.16 US gallons an hour of a 2-litre car
 * (US Department of Energy, Fact of the Week 861, 2015), 8,887 g of CO2 a gallon (US EPA). A stop: the kinetic energy of 1,400
 * kg at 50 km/h, made again by an engine of 25 % efficiency from petrol of 69.3 g CO2 a MJ (IPCC Guidelines 2006).
 */
public final class Emissions {
    public static final double IDLING_GRAMS_PER_SECOND = 0.16 * 8_887 / 3_600;
    public static final double STOP_GRAMS = 0.5 * 1_400 * Math.pow(50 / 3.6, 2) / 1e6 / 0.25 * 69.3;

    private Emissions() {}
}
