package cn.haihe.signal.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.Street;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.DeviceFaults;
import cn.haihe.signal.device.DeviceLink;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.LinkKind;
import cn.haihe.signal.fieldbus.gbt20999.Gbt20999Profile;
import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.fieldbus.gbt20999.wire.SetReplyForm;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireProfile;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.Verdict;
import cn.haihe.signal.verify.VerifiedPlan;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Plans on their way to simulated controllers over real sockets. */
class PlanDeployerTest {
    private static final long CONTROLLER = 805116;
    private static final DeployRules WHOLE = new DeployRules(2, 12, 150, 4, 2, 60, 1);
    private static final DeployRules PATIENT = WHOLE.watching(1);
    private static final DeployRules BRIEF = WHOLE.withPatience(3, 0).atSpeed(400);

    private Street street;

    @AfterEach
    void close() {
        street.close();
    }

    @ParameterizedTest
    @EnumSource(DeviceLink.Kind.class)
    void aPlanIsProvenOverEachLink(DeviceLink.Kind link) {
        street = Street.stepped(Street.quick());
        SimulatedController device = powerAndRegister(link, DeviceFaults.NONE);

        PushReport report = push(3, WHOLE);

        assertThat(report.steps()).extracting(StepResult::outcome).containsOnly(StepOutcome.DONE);
        assertThat(report.outcome()).isEqualTo(PushOutcome.PROVEN);
        assertThat(device.state().plan()).isEqualTo(3);
        assertThat(device.state().mode()).isEqualTo(RunMode.CENTER);
        assertThat(device.state().unsafeStates()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"FORWARD,EMPTY", "BACKWARD,ADDRESSES_WITH_STATUS", "FORWARD,ADDRESSES"})
    void aPlanIsProvenOnOtherMakes(ChainOrder order, SetReplyForm form) {
        WireProfile wire = WireProfile.DEFAULT.with(order).with(form);
        street = Street.stepped(Street.quick().with(wire));
        DeviceConfig config = DeviceConfig.of(
                        CONTROLLER, 1, street.junction, DeviceLink.tcp(Street.HOST, street.bus.port()))
                .with(wire);
        start(config, LinkKind.TCP_SERVER);

        assertThat(push(3, PATIENT).outcome()).isEqualTo(PushOutcome.PROVEN);
    }

    @Test
    void lostAndDoubledDatagramsAreMadeUpFor() {
        street = Street.stepped(Gbt20999Profile.DEFAULT.withTimeout(40, 12));
        powerAndRegister(DeviceLink.Kind.UDP, DeviceFaults.lossy(0.25, 0.25));

        assertThat(push(3, PATIENT).outcome()).isEqualTo(PushOutcome.PROVEN);
    }

    @Test
    void aRefusalIsShownWithItsReason() {
        street = Street.stepped(Street.quick());
        powerAndRegister(DeviceLink.Kind.TCP, DeviceFaults.REFUSER);

        PushReport report = push(3, PATIENT);

        assertThat(report.outcome()).isEqualTo(PushOutcome.REFUSED);
        assertThat(step(report, PushStep.LOAD).detail()).contains("GENERAL (0x40)");
        assertThat(step(report, PushStep.PROVE).outcome()).isEqualTo(StepOutcome.SKIPPED);
    }

    @Test
    void aLieIsFoundByReadingBack() {
        street = Street.stepped(Street.quick());
        powerAndRegister(DeviceLink.Kind.TCP, DeviceFaults.LIAR);

        PushReport report = push(3, PATIENT);

        assertThat(step(report, PushStep.LOAD).outcome()).isEqualTo(StepOutcome.DONE);
        assertThat(step(report, PushStep.READ_BACK).outcome()).isEqualTo(StepOutcome.REFUSED);
        assertThat(report.outcome()).isEqualTo(PushOutcome.REFUSED);
    }

    @Test
    void thePlanThatRunsIsNotWrittenOverWithOtherTimes() {
        street = Street.stepped(Street.quick());
        SimulatedController device = powerAndRegister(DeviceLink.Kind.TCP, DeviceFaults.NONE);
        TimingPlan running = street.plan(3).plan();
        assertThat(push(3, PATIENT).outcome()).isEqualTo(PushOutcome.PROVEN);
        List<StageTime> longer = new ArrayList<>(running.stages());
        longer.set(0, StageTime.fixed(longer.get(0).stage(), longer.get(0).seconds() + 5));
        TimingPlan other = new TimingPlan(3, running.cycleSeconds() + 5, 0, longer);

        PushReport report = push(
                ((Verdict.Safe) new SafetyVerifier(Limits.DEFAULT).verify(street.junction, other)).plan(), PATIENT);

        assertThat(step(report, PushStep.LOAD).outcome()).isEqualTo(StepOutcome.REFUSED);
        assertThat(step(report, PushStep.LOAD).detail()).contains("another number");
        assertThat(report.outcome()).isEqualTo(PushOutcome.REFUSED);
        assertThat(device.state().plan()).isEqualTo(3);
        assertThat(push(3, PATIENT).outcome()).as("the same times again").isEqualTo(PushOutcome.PROVEN);
    }

    /** Whoever has to take a bad plan back need not wait for the proof of it. */
    @Test
    void aNewPlanEndsTheWatchingOfTheOneBefore() {
        street = Street.stepped(Street.quick());
        SimulatedController device = powerAndRegister(DeviceLink.Kind.TCP, DeviceFaults.NONE);
        PlanDeployer deployer = new PlanDeployer(street.vertx, street.bus, PATIENT, street.clock);
        Promise<Void> activated = Promise.promise();
        Future<PushReport> first = deployer.push(street.plan(3), step -> {
            if (step.step() == PushStep.ACTIVATE) {
                activated.tryComplete();
            }
        });
        Street.await(activated.future());
        deployer.push(street.plan(4));

        assertThat(Street.await(first).outcome()).isEqualTo(PushOutcome.UNCONFIRMED);
        assertThat(step(Street.await(first), PushStep.PROVE).detail()).startsWith("something else came");
        Street.until(() -> device.state().plan() == 4, "the second plan runs");
    }

    /** Otherwise a plan on its way to a junction undoes, seconds later, what a person had it do. */
    @Test
    void whatIsAbandonedIsNotActivatedEvenWhereItWaits() {
        street = Street.stepped(Street.quick());
        SimulatedController device = powerAndRegister(DeviceLink.Kind.TCP, DeviceFaults.NONE);
        int before = device.state().plan();
        PlanDeployer deployer = new PlanDeployer(street.vertx, street.bus, PATIENT, street.clock);
        Future<PushReport> first = deployer.push(street.plan(3), step -> {
            if (step.step() == PushStep.READ_BACK) {
                deployer.abandonProof("j1");
            }
        });
        Future<PushReport> waits = deployer.push(street.plan(4));

        for (PushReport report : List.of(Street.await(first), Street.await(waits))) {
            assertThat(report.outcome()).isEqualTo(PushOutcome.UNCONFIRMED);
            assertThat(step(report, PushStep.ACTIVATE).detail())
                    .isEqualTo("something else came before it was activated");
        }
        assertThat(device.state().plan()).isEqualTo(before);
        assertThat(push(3, PATIENT).outcome()).as("asked for afterwards").isEqualTo(PushOutcome.PROVEN);
    }

    /** Activated, it would go to work again by itself, whatever its monitor has seen. */
    @Test
    void oneThatDropsToFlashingWhileItsPlanIsLoadedIsNotActivated() {
        street = Street.stepped(Street.quick());
        SimulatedController device = powerAndRegister(DeviceLink.Kind.TCP, DeviceFaults.NONE);
        FieldBus bus = street.bus;
        FieldBus flashingMeanwhile = (FieldBus) Proxy.newProxyInstance(
                FieldBus.class.getClassLoader(), new Class<?>[] {FieldBus.class}, (self, method, arguments) -> {
                    Object result = method.invoke(bus, arguments);
                    return method.getName().equals("readBack")
                            ? ((Future<?>) result)
                                    .compose(held -> bus.command(new JunctionCommand.Flash("j1"))
                                            .compose(flashes -> bus.poll("j1"))
                                            .map(seen -> held))
                            : result;
                });

        PushReport report = Street.await(
                new PlanDeployer(street.vertx, flashingMeanwhile, PATIENT, street.clock).push(street.plan(3)));

        assertThat(step(report, PushStep.READ_BACK).outcome()).isEqualTo(StepOutcome.DONE);
        assertThat(step(report, PushStep.ACTIVATE).outcome()).isEqualTo(StepOutcome.UNCONFIRMED);
        assertThat(device.state().mode()).isEqualTo(RunMode.FLASH);
    }

    @Test
    void anAcknowledgedCommandThatIsNotObeyedIsUnconfirmed() {
        street = Street.stepped(Street.quick());
        powerAndRegister(DeviceLink.Kind.UDP, DeviceFaults.DEAF_TO_CONTROL);

        PushReport report = push(3, BRIEF);

        assertThat(step(report, PushStep.ACTIVATE).outcome()).isEqualTo(StepOutcome.DONE);
        assertThat(step(report, PushStep.PROVE).outcome()).isEqualTo(StepOutcome.UNCONFIRMED);
        assertThat(report.outcome()).isEqualTo(PushOutcome.UNCONFIRMED);
    }

    @Test
    void aSilentControllerLeavesEverythingUnconfirmed() {
        street = Street.stepped(Gbt20999Profile.DEFAULT.withTimeout(60, 1));
        powerAndRegister(DeviceLink.Kind.TCP, DeviceFaults.SILENT);

        PushReport report = push(3, BRIEF);

        assertThat(report.outcome()).isEqualTo(PushOutcome.UNCONFIRMED);
        assertThat(step(report, PushStep.LOAD).detail()).contains("TIMED_OUT");
        assertThat(street.bus.communication("j1")).isEqualTo(Communication.DEGRADED);
    }

    @Test
    void aControllerThatNeverDialledInIsUnconfirmed() {
        street = Street.stepped(Street.quick());
        street.register("j1", CONTROLLER, LinkKind.TCP_SERVER);

        PushReport report = push(3, BRIEF);

        assertThat(report.outcome()).isEqualTo(PushOutcome.UNCONFIRMED);
        assertThat(step(report, PushStep.LOAD).detail()).contains("NOT_CONNECTED");
        assertThat(street.bus.communication("j1")).isEqualTo(Communication.UNKNOWN);
    }

    private SimulatedController powerAndRegister(DeviceLink.Kind kind, DeviceFaults faults) {
        DeviceLink link = new DeviceLink(kind, Street.HOST, street.bus.port());
        DeviceConfig config = DeviceConfig.of(CONTROLLER, 1, street.junction, link)
                .with(faults)
                .withHeartbeat(1, 30);
        return start(config, kind == DeviceLink.Kind.UDP ? LinkKind.UDP : LinkKind.TCP_SERVER);
    }

    private SimulatedController start(DeviceConfig config, LinkKind link) {
        street.register("j1", CONTROLLER, link);
        SimulatedController device = street.power(config);
        Street.until(() -> street.bus.communication("j1") == Communication.ONLINE, "the controller is heard");
        return device;
    }

    private PushReport push(int number, DeployRules rules) {
        return push(street.plan(number), rules);
    }

    private PushReport push(VerifiedPlan plan, DeployRules rules) {
        PlanDeployer deployer = new PlanDeployer(street.vertx, street.bus, rules, street.clock);
        return Street.await(deployer.push(plan));
    }

    private static StepResult step(PushReport report, PushStep step) {
        return report.steps().stream()
                .filter(result -> result.step() == step)
                .findFirst()
                .orElseThrow();
    }
}
