package cn.haihe.card.clearing;

import java.util.Map;

/** What became of a batch. */
public sealed interface PostingResult {
    /**
     * Every record is accounted for, as accepted or under a reason.
     *
     * @param amountFen of the accepted
     * @param alreadyPosted true where the same batch had been posted before, and nothing changed now
     */
    record Posted(
            String batchId,
            int accepted,
            int rejected,
            Map<RejectReason, Integer> reasons,
            long amountFen,
            boolean alreadyPosted)
            implements PostingResult {
        public Posted {
            reasons = Map.copyOf(reasons);
        }
    }

    /** Nothing of the batch was looked at further. */
    record Refused(BatchFault fault, String detail) implements PostingResult {}

    /** Why a batch was refused as a whole. */
    enum BatchFault {
        UNFIT_BATCH_ID,
        UNKNOWN_ACQUIRER,
        TOO_MANY_RECORDS,
        BUSINESS_DAY_OUT_OF_RANGE,
        /** The id was posted before with other content. */
        CONTENT_CONFLICT
    }
}
