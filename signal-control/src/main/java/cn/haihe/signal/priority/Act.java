package cn.haihe.signal.priority;

/** What a junction is to do instead of its plan. */
public sealed interface Act {
    Act FLASH = new Lamps(Lamps.Kind.FLASH);
    Act ALL_RED = new Lamps(Lamps.Kind.ALL_RED);
    Act LIGHTS_OFF = new Lamps(Lamps.Kind.LIGHTS_OFF);

    /** Go to a stage and stay in it. */
    record Hold(int stage) implements Act {
        public Hold {
            if (stage < 1 || stage > 64) {
                throw new IllegalArgumentException("stage " + stage);
            }
        }
    }

    /** Out of normal work. */
    record Lamps(Kind kind) implements Act {
        public enum Kind {
            FLASH,
            ALL_RED,
            LIGHTS_OFF
        }
    }
}
