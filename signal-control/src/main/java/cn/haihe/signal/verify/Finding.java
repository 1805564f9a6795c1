package cn.haihe.signal.verify;

/**
 * What the verifier found.
 *
 * @param place where in the plan or the junction, e.g. {@code stages[2]} or {@code phase 5}
 * @param detail one sentence with the figures
 */
public record Finding(Rule rule, String place, String detail) {
    public Severity severity() {
        return rule.severity();
    }
}
