package cn.haihe.signal.verify;

import java.util.List;

/** What the verifier says of a plan. */
public sealed interface Verdict {
    record Safe(VerifiedPlan plan) implements Verdict {}

    /** @param findings all of them, warnings included; at least one error */
    record Unsafe(List<Finding> findings) implements Verdict {
        public Unsafe {
            findings = List.copyOf(findings);
        }
    }
}
