package cn.haihe.center.command.internal;

import cn.haihe.center.command.CommandState;
import cn.haihe.center.command.JunctionClaims.Worded;
import cn.haihe.signal.priority.Arrival;
import cn.haihe.signal.priority.Choice;
import cn.haihe.signal.priority.Claim;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a desk knows, as others see it. */
final class DeskViews {
    private DeskViews() {}

    static CommandState state(Desk desk, Collection<Worded> claims, Predicate<Worded> isOfToday) {
        Optional<Choice> choice = desk.conductor.choice();
        List<CommandState.Claimed> claimed = claims.stream()
                .sorted(Comparator.comparing((Worded worded) -> worded.claim().authority())
                        .thenComparing(worded -> worded.claim().id()))
                .map(worded -> claimed(worded, choice, !isOfToday.test(worded)))
                .toList();
        return new CommandState(
                desk.junction.id(),
                choice.flatMap(made -> now(made, claims)),
                desk.conductor.hindrance(),
                desk.conductor.isRecovering(),
                claimed,
                desk.conductor.lastRecovery(),
                desk.failure);
    }

    private static CommandState.Claimed claimed(Worded worded, Optional<Choice> choice, boolean designChanged) {
        Claim claim = worded.claim();
        return new CommandState.Claimed(
                claim.id(),
                claim.authority(),
                claim.stages().stream().sorted().toList(),
                worded.by(),
                worded.reason(),
                claim.arrival().map(Arrival::at),
                claim.expiresAt(),
                choice.filter(made -> made.served().contains(claim.id())).isPresent(),
                designChanged);
    }

    private static Optional<CommandState.Now> now(Choice made, Collection<Worded> claims) {
        Claim winner = made.winner();
        Optional<Worded> words = claims.stream()
                .filter(worded -> worded.claim().id().equals(winner.id()))
                .findFirst();
        return Optional.of(new CommandState.Now(
                made.act(),
                winner.authority(),
                winner.id(),
                words.map(Worded::by).orElse(""),
                words.map(Worded::reason).orElse(""),
                winner.expiresAt()));
    }
}
