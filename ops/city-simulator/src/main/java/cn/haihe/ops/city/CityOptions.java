package cn.haihe.ops.city;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalTime;
import picocli.CommandLine.Option;

/** What the command line of the city simulator takes. */
final class CityOptions {
    @Option(names = "--hub", defaultValue = "http://127.0.0.1:8080", description = "the hub (${DEFAULT-VALUE})")
    URI hub;

    @Option(names = "--jt808-port", defaultValue = "8808", description = "its JT/T 808 port (${DEFAULT-VALUE})")
    int jt808Port;

    @Option(
            names = "--signal-port",
            defaultValue = "20999",
            description = "its GB/T 20999 port, TCP and UDP (${DEFAULT-VALUE})")
    int signalPort;

    @Option(
            names = "--seed",
            defaultValue = "20260101",
            description = "the same seed gives the same city (${DEFAULT-VALUE})")
    long seed;

    @Option(
            names = "--speed",
            defaultValue = "1",
            description = "the model's time of day runs so many times as fast; vehicles do not (${DEFAULT-VALUE})")
    double speed;

    @Option(
            names = "--at",
            description = "the model's time of day at the start, as 07:45 (default: the clock's, in China)")
    LocalTime at;

    @Option(names = "--buses", description = "at most so many buses (default: by the number of routes)")
    Integer buses;

    @Option(names = "--detectors", defaultValue = "15000", description = "roads measured at most (${DEFAULT-VALUE})")
    int detectors;

    @Option(
            names = "--controllers",
            defaultValue = "1500",
            description = "signal controllers at most (${DEFAULT-VALUE})")
    int controllers;

    @Option(
            names = "--taps",
            defaultValue = "5",
            description = "card taps a second of each city at peak (${DEFAULT-VALUE})")
    double taps;

    @Option(names = "--user", defaultValue = "administrator", description = "provisions the devices (${DEFAULT-VALUE})")
    String user;

    @Option(
            names = "--password",
            defaultValue = "${env:HAIHE_DEMO_PASSWORD}",
            description = "of that account (default: env HAIHE_DEMO_PASSWORD)")
    String password;

    @Option(names = "--keys", description = "file that keeps the sources' keys between runs (default: none)")
    Path keys;
}
