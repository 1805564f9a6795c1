package cn.haihe.signal.device;

import cn.haihe.signal.junction.PhaseSet;

/** What those who wait or drive ask of the sequencer. */
interface Calls {
    Calls NONE = new Calls() {
        @Override
        public boolean isAsked(int stage, PhaseSet phases) {
            return false;
        }

        @Override
        public boolean isExtended(PhaseSet phases) {
            return false;
        }
    };

    /** Whether somebody waits for one of these phases, or the stage was asked for by hand. */
    boolean isAsked(int stage, PhaseSet phases);

    /** Whether somebody came over a detector of these phases within their extension. */
    boolean isExtended(PhaseSet phases);
}
