package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.FieldFailure;
import cn.haihe.signal.fieldbus.Outcome;
import java.util.Optional;
import java.util.function.Function;

final class Outcomes {
    private Outcomes() {}

    /** The same failure of an operation that would give something else. */
    static <T> Outcome<T> retype(Outcome<?> failed) {
        if (failed instanceof Outcome.Refused<?> refused) {
            return new Outcome.Refused<>(refused.reason());
        }
        return new Outcome.Unconfirmed<>(((Outcome.Unconfirmed<?>) failed).failure());
    }

    /** What is made of answers; nothing of it where that is empty. */
    static <T> Outcome<T> read(Outcome<Answers> outcome, Function<Answers, Optional<T>> reader) {
        if (outcome instanceof Outcome.Done<Answers> done) {
            Optional<T> read = reader.apply(done.value());
            if (read.isPresent()) {
                return new Outcome.Done<>(read.get());
            }
            return done.value().isRefused()
                    ? new Outcome.Refused<>(done.value().reasons())
                    : new Outcome.Unconfirmed<>(FieldFailure.UNINTELLIGIBLE);
        }
        return retype(outcome);
    }
}
