package cn.haihe.center.signals;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How the hub talks to signal controllers, and how long it believes what they said. */
@ConfigMapping(prefix = "haihe.signals")
public interface SignalsConfig {
    /** What this hub is called among others on the same database; by its machine and HTTP port where that is not said. */
    Optional<String> hubName();

    /** After so long unseen the hub in charge of the signals counts as gone, and another one takes over. */
    @WithDefault("PT15S")
    Duration chargeLapsesAfter();

    @WithDefault("0.0.0.0")
    String host();

    /** For GB/T 20999 over TCP and UDP; 0 takes any free one. */
    @WithDefault("20999")
    int port();

    /** For the lab bus, lines of JSON over TCP; without it nobody speaks that here. 0 takes any free one. */
    OptionalInt labPort();

    /** How often each controller is asked for its state. */
    @WithDefault("PT1S")
    Duration pollPeriod();

    @WithDefault("PT2S")
    Duration requestTimeout();

    /** Further attempts after the first. */
    @WithDefault("2")
    int retries();

    /** Silence after which a controller counts as offline. */
    @WithDefault("PT15S")
    Duration offlineAfter();

    /** How often the centre asks for a sign of life, 0 for never; polls are one as well. */
    @WithDefault("PT30S")
    Duration heartbeatPeriod();

    /** Protocol version in our frames: 256 is 0x0100. */
    @WithDefault("256")
    int protocolVersion();

    @WithDefault("5")
    int hostId();

    /** How chains lie in their bytes; the recorded maker's run backwards. */
    @WithDefault("BACKWARD")
    ChainOrder chainOrder();

    /** How many seconds of the street's controllers pass in one of the hub: 1, but for simulated streets in a hurry. */
    @WithDefault("1")
    double clockSpeed();

    /** How often controllers are told the time, 0 for never; not where the street's clock runs at another speed. */
    @WithDefault("PT1H")
    Duration clockBroadcastEvery();

    /** How often the waits at signals are computed for routes. */
    @WithDefault("PT5S")
    Duration delaysEvery();

    /** Up to this age a state is fresh: grade B. */
    @WithDefault("PT5S")
    Duration freshFor();

    /** Up to this age it is ageing: grade C. */
    @WithDefault("PT1M")
    Duration ageingFor();

    /** Up to this age it is the last known: grade D. Older than that there is none. */
    @WithDefault("PT15M")
    Duration lastKnownFor();
}
