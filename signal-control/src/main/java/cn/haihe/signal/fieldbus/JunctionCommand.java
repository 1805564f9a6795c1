package cn.haihe.signal.fieldbus;

import cn.haihe.signal.verify.VerifiedStage;

/**
 * What the centre may have a junction do at once, other than running a plan. The controller keeps its own minimum greens and
 * intergreens on the way there. Each holds until another command, or until the controller gives the centre up.
 */
public sealed interface JunctionCommand {
    String junctionId();

    /** Go to a stage and stay in it. */
    record HoldStage(VerifiedStage stage, Purpose purpose) implements JunctionCommand {
        @Override
        public String junctionId() {
            return stage.junctionId();
        }
    }

    /** Yellow flashing. */
    record Flash(String junctionId) implements JunctionCommand {}

    record AllRed(String junctionId) implements JunctionCommand {}

    record LightsOff(String junctionId) implements JunctionCommand {}

    /** Back to what the controller runs by itself. */
    record Release(String junctionId) implements JunctionCommand {}

    /** Who holds a stage: the controller reports it as its mode. */
    enum Purpose {
        ADAPTIVE,
        /** For a vehicle or a duty route. */
        PRIORITY,
        MANUAL
    }
}
