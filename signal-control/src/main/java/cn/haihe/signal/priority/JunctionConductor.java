package cn.haihe.signal.priority;

import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.plan.TimingPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Leads one junction through its claims: says what to send when, goes on saying it until the field shows it, and when
 * nobody claims anything any more brings the junction back to its plan and watches that it is there. Knows no clock and no
 * line; to be stepped about once a second, by one thread at a time.
 */
public final class JunctionConductor {
    private static final int REFUSALS_MAX = 3;

    /** Why claims have no effect now. */
    public enum Hindrance {
        /** Nothing is known of the junction: only its lamps may be commanded; who has it keeps it, and nothing new is sent. */
        NOT_OBSERVED,
        /** Someone works it by hand at the cabinet. */
        HAND_AT_CABINET,
        /** It flashes, is red or dark by itself: a centre that held a stage would take it out of that. */
        NOT_WORKING
    }

    private final SignalJunction junction;
    private final ClaimArbiter arbiter;
    private final RecoveryRules rules;
    private Optional<Engagement> engagement;
    private Optional<Serving> serving = Optional.empty();
    private Optional<Choice> choice = Optional.empty();
    private Optional<Hindrance> hindrance = Optional.empty();
    private Optional<Recovery> lastRecovery = Optional.empty();
    private ReturnToPlan returning;
    private Order current;
    private Instant sentAt = Instant.MIN;
    private boolean shown;
    private int refusals;
    /** Until it is seen at work again: so that whatever ends our flashing may be said again where it was lost. */
    private boolean lampsAreOurs;

    /** @param engagement that an earlier run left behind; empty where the junction is in its plan as far as is known */
    public JunctionConductor(
            SignalJunction junction, ClaimArbiter arbiter, RecoveryRules rules, Optional<Engagement> engagement) {
        this.junction = junction;
        this.arbiter = arbiter;
        this.rules = rules;
        this.engagement = engagement;
        lampsAreOurs = holdsLamps();
    }

    private boolean holdsLamps() {
        return engagement.filter(held -> held.act() instanceof Act.Lamps).isPresent();
    }

    /**
     * @param observed what the controller said lately; empty where that is too old to go by
     * @param plan whose times the junction runs when nobody claims it, where they are known
     * @return what to send now
     */
    public Optional<Order> step(
            Instant now, Optional<FieldStatus> observed, Optional<TimingPlan> plan, Collection<Claim> claims) {
        hindrance = hindrance(observed);
        List<Claim> permitted = claims.stream()
                .filter(claim -> hindrance.isEmpty()
                        || claim.authority() == Authority.SAFETY
                        || hindrance.get() == Hindrance.NOT_OBSERVED && engagement.isPresent())
                .toList();
        choice = arbiter.choose(junction, permitted, observed.flatMap(FieldStatus::stage), serving, now);
        if (choice.isPresent()) {
            return engage(now, observed, choice.get());
        }
        serving = Optional.empty();
        return engagement.flatMap(held -> giveBack(now, observed, plan, held));
    }

    private Optional<Hindrance> hindrance(Optional<FieldStatus> observed) {
        if (observed.isEmpty()) {
            return Optional.of(Hindrance.NOT_OBSERVED);
        }
        return switch (observed.get().mode()) {
            case LOCAL_MANUAL -> {
                lampsAreOurs = holdsLamps();
                yield Optional.of(Hindrance.HAND_AT_CABINET);
            }
            case FLASH, ALL_RED, OFF -> lampsAreOurs ? Optional.empty() : Optional.of(Hindrance.NOT_WORKING);
            default -> {
                lampsAreOurs = holdsLamps();
                yield Optional.empty();
            }
        };
    }

    private Optional<Order> engage(Instant now, Optional<FieldStatus> observed, Choice chosen) {
        returning = null;
        Claim winner = chosen.winner();
        if (serving.filter(known -> known.claimId().equals(winner.id())).isEmpty()) {
            serving = Optional.of(new Serving(winner.id(), now));
        }
        engagement = Optional.of(engagement
                .map(held -> held.with(chosen.act(), winner.authority()))
                .orElseGet(() -> new Engagement(
                        observed.map(FieldStatus::mode),
                        observed.flatMap(FieldStatus::plan),
                        chosen.act(),
                        winner.authority())));
        lampsAreOurs |= holdsLamps();
        boolean isBlind = hindrance.isPresent() && winner.authority() != Authority.SAFETY;
        if (isBlind) {
            return Optional.empty();
        }
        Order order = new Order.Perform(chosen.act(), winner.authority());
        return press(order, observed.filter(status -> follows(status, order)).isPresent(), now);
    }

    private Optional<Order> giveBack(
            Instant now, Optional<FieldStatus> observed, Optional<TimingPlan> plan, Engagement held) {
        if (returning == null) {
            returning = new ReturnToPlan(junction, rules, held, plan, observed.flatMap(FieldStatus::stage), now);
            refusals = 0;
        }
        observed.flatMap(FieldStatus::stage).ifPresent(returning::see);
        lastRecovery = Optional.of(returning.recovery(Optional.empty()));
        // A command to one that nobody sees would reach it with its line, and might end what a monitor or a hand did
        // meanwhile.
        if (hindrance.isPresent()) {
            return Optional.empty();
        }
        Order order = returning.order(now, refusals >= REFUSALS_MAX);
        boolean followed = observed.filter(status -> follows(status, order)).isPresent();
        boolean isBack = followed && !(order instanceof Order.Perform);
        lastRecovery = Optional.of(returning.recovery(isBack ? Optional.of(now) : Optional.empty()));
        // A stage that the plan skips would keep the junction from everyone for ever: past the deadline it stays late,
        // unproven.
        boolean isOverdue = lastRecovery.get().isLate(now);
        if (isBack && (lastRecovery.get().unserved().isEmpty() || isOverdue)) {
            engagement = Optional.empty();
            returning = null;
            current = null;
            return Optional.empty();
        }
        return press(order, followed, now);
    }

    private static boolean follows(FieldStatus status, Order order) {
        if (order instanceof Order.RunPlan plan) {
            return status.mode() == ControlMode.CENTER
                    && status.plan().filter(number -> number == plan.number()).isPresent();
        }
        if (order instanceof Order.Perform perform) {
            return follows(status, perform);
        }
        return status.mode() == ControlMode.LOCAL;
    }

    private static boolean follows(FieldStatus status, Order.Perform perform) {
        if (perform.act() instanceof Act.Hold hold) {
            ControlMode expected =
                    perform.authority() == Authority.MANUAL ? ControlMode.CENTER_MANUAL : ControlMode.CENTER;
            return status.mode() == expected
                    && status.stage().filter(stage -> stage == hold.stage()).isPresent();
        }
        ControlMode expected = switch (((Act.Lamps) perform.act()).kind()) {
            case FLASH -> ControlMode.FLASH;
            case ALL_RED -> ControlMode.ALL_RED;
            case LIGHTS_OFF -> ControlMode.OFF;
        };
        return status.mode() == expected;
    }

    private Optional<Order> press(Order order, boolean followed, Instant now) {
        boolean isNew = !order.equals(current);
        boolean isDue =
                !followed && Duration.between(sentAt, now).compareTo(Duration.ofSeconds(rules.repeatSeconds())) >= 0;
        boolean isSafety = order instanceof Order.Perform perform && perform.authority() == Authority.SAFETY;
        boolean wasUndone = isSafety && shown && !followed;
        shown = !isNew && followed;
        if (!isNew && !isDue && !wasUndone) {
            return Optional.empty();
        }
        current = order;
        sentAt = now;
        return Optional.of(order);
    }

    /** Whether it is the last that was given out. */
    public boolean isCurrent(Order order) {
        return order.equals(current);
    }

    /** What came of an order: one that was not taken is tried again at the next step. */
    public void answered(Order order, boolean wasRefused, boolean isDone) {
        if (!order.equals(current)) {
            return;
        }
        if (wasRefused) {
            refusals++;
        }
        if (!isDone && !wasRefused) {
            sentAt = Instant.MIN;
        }
    }

    /** Empty while the junction is in its plan: nothing has to be remembered of it then. */
    public Optional<Engagement> engagement() {
        return engagement;
    }

    /** What it is to do now, and for whom; empty where nobody claims it with effect. */
    public Optional<Choice> choice() {
        return choice;
    }

    public Optional<Hindrance> hindrance() {
        return hindrance;
    }

    /** The one under way, or the last that was; empty where there was none yet. */
    public Optional<Recovery> lastRecovery() {
        return lastRecovery;
    }

    public boolean isRecovering() {
        return returning != null;
    }
}
