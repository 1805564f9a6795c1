package cn.haihe.center.optimise;

import java.util.List;

/**
 * What became of the plans of a search that were asked to be kept.
 *
 * @param drafts those that are kept as drafts now, in the order of the search
 * @param refused those that are not, and why
 */
public record SearchDrafts(String searchId, List<Kept> drafts, List<Refused> refused) {
    /** @param number that the draft has; another one than in the search where that was in use */
    public record Kept(String junctionId, long planId, int number) {}

    /** @param problem the slug of a problem document's type */
    public record Refused(String junctionId, String problem, String detail) {}
}
