package cn.haihe.center.optimise.internal;

import cn.haihe.center.optimise.PlanSearch;
import cn.haihe.center.optimise.SearchDrafts;
import cn.haihe.center.plans.PlanDrafts;
import cn.haihe.center.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns what a search found into drafts of plans, where somebody wants that. */
@ApplicationScoped
public class DraftMaker {
    private static final String ORIGIN = "AREA_SEARCH";

    private final PlanDrafts drafts;

    DraftMaker(PlanDrafts drafts) {
        this.drafts = drafts;
    }

    /**
     * One junction after the other; one that is refused does not keep the others from being drafted.
     *
     * @throws ProblemException 409 {@code search-not-over}, {@code no-search-result}; 422 {@code junction-not-searched}
     */
    public Uni<SearchDrafts> draft(PlanSearch search, SearchForm.Drafting wanted, String by) {
        List<PlanSearch.Draft> chosen = chosen(search, wanted.junctions());
        String reason = wanted.reason().isEmpty() ? "search " + search.id() : wanted.reason();
        List<SearchDrafts.Kept> kept = new ArrayList<>();
        List<SearchDrafts.Refused> refused = new ArrayList<>();
        return Multi.createFrom()
                .iterable(chosen)
                .onItem()
                .transformToUniAndConcatenate(one -> drafts.draft(one.junctionId(), one.timing(), ORIGIN, reason, by)
                        .invoke(plan -> kept.add(new SearchDrafts.Kept(
                                plan.junctionId(), plan.id(), plan.plan().number())))
                        .onFailure(ProblemException.class)
                        .recoverWithItem(failure -> {
                            refused.add(refused(one.junctionId(), (ProblemException) failure));
                            return null;
                        })
                        .replaceWith(one))
                .collect()
                .asList()
                .map(all -> new SearchDrafts(search.id(), List.copyOf(kept), List.copyOf(refused)));
    }

    private static SearchDrafts.Refused refused(String junctionId, ProblemException why) {
        return new SearchDrafts.Refused(
                junctionId, why.problem().slug(), why.problem().detail());
    }

    private static List<PlanSearch.Draft> chosen(PlanSearch search, Set<String> junctions) {
        if (!search.isOver()) {
            throw new ProblemException(
                    409, "search-not-over", "Search not over", "The search " + search.id() + " is still running.");
        }
        if (search.result() == null) {
            throw new ProblemException(
                    409, "no-search-result", "No search result", "The search " + search.id() + " found nothing.");
        }
        List<PlanSearch.Draft> chosen = search.result().plans().stream()
                .filter(draft -> junctions.isEmpty() || junctions.contains(draft.junctionId()))
                .toList();
        Set<String> missing = new HashSet<>(junctions);
        chosen.forEach(draft -> missing.remove(draft.junctionId()));
        if (!missing.isEmpty()) {
            throw new ProblemException(
                    422,
                    "junction-not-searched",
                    "Junction not searched",
                    "The search found no plan for " + missing.stream().sorted().toList() + ".");
        }
        return chosen;
    }
}
