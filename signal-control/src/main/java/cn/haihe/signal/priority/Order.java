package cn.haihe.signal.priority;

/** What is to be sent to a junction's controller now. */
public sealed interface Order {
    /** @param authority on whose behalf; recovery goes on behalf of whoever held the junction */
    record Perform(Act act, Authority authority) implements Order {}

    /** Back to a plan that the centre commanded before. */
    record RunPlan(int number) implements Order {}

    /** Back to what the controller runs by itself. */
    record GiveBack() implements Order {}
}
