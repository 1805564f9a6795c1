package cn.haihe.center.plans;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The approved plans of each junction, for rooms that choose among them. */
public interface PlanLibrary {
    /** Numbers of the approved plans, the newest of each number counting, but those that were refused or rolled back. */
    Uni<Set<Integer>> numbers(String junctionId);

    /** The newest approved plan of that number. */
    Uni<Optional<StoredPlan>> find(String junctionId, int number);

    /** Has the centre want an approved plan in force by the junction's timetable; does nothing where it does already. */
    Uni<Void> follow(StoredPlan plan, String by);

    /** Has the centre want nothing of a junction that its timetable steers; does nothing where an engineer chose its plan. */
    Uni<Void> letGo(String junctionId);

    /** Whether an engineer chose the junction's plan by hand after that moment. Never waits. */
    boolean isChosenByHandSince(String junctionId, Instant moment);

    /** Whether the junction runs what its timetable says, rather than what an engineer chose by hand. */
    boolean followsTimetable(String junctionId);
}
