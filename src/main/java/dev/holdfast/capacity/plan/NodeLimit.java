package dev.holdfast.capacity.plan;

import dev.holdfast.capacity.Answer;
import dev.holdfast.capacity.LevelFigures;
import dev.holdfast.capacity.LoadKind;
import dev.holdfast.capacity.RecordedSearch;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How much of one kind of load a single node holds.
 *
 * @param kind of load
 * @param load that was seen to hold, a node; above 0
 * @param above that was seen not to hold, a node; absent where the limit was never reached
 * @param source how it is known
 */
public record NodeLimit(LoadKind kind, double load, @Nullable Double above, Source source) {

  /** How a limit is known. */
  public enum Source {
    /** It was looked for and found. */
    LIMIT,

    /** It was looked for, and something else was the limit. */
    AT_LEAST,

    /** It was not looked for: so much held beside another load, so more may. */
    SEEN_BESIDE
  }

  /**
   * What a run says of one kind of load.
   *
   * @return empty if nothing of it ever held
   */
  public static Optional<NodeLimit> of(CapacityRun run, LoadKind kind) {
    int nodes = run.testBed().targetNodes();
    Optional<NodeLimit> searched =
        run.search(kind).map(RecordedSearch::answer).flatMap(answer -> of(kind, answer, nodes));
    return searched.isPresent() ? searched : beside(run, kind, nodes);
  }

  private static Optional<NodeLimit> of(LoadKind kind, Answer answer, int nodes) {
    @Nullable Double load = answer.load();
    if (load == null) {
      return Optional.empty();
    }
    boolean limit = answer.kind() == Answer.Kind.LIMIT;
    @Nullable Double above = answer.above();
    return Optional.of(
        new NodeLimit(
            kind,
            load / nodes,
            limit && above != null ? above / nodes : null,
            limit ? Source.LIMIT : Source.AT_LEAST));
  }

  private static Optional<NodeLimit> beside(CapacityRun run, LoadKind kind, int nodes) {
    ToDoubleFunction<LevelFigures> amount =
        switch (kind) {
          case SESSIONS -> LevelFigures::sessions;
          case RECONNECTIONS -> LevelFigures::reconnectionsPerSecond;
          case TURNS -> LevelFigures::turnsPerSecond;
        };
    return run.searches().stream()
        .filter(search -> search.kind() != kind && search.answer().load() != null)
        .flatMap(search -> search.atLimit().stream())
        .map(level -> amount.applyAsDouble(level.figures()) / nodes)
        .filter(load -> load > 0)
        .max(Double::compare)
        .map(load -> new NodeLimit(kind, load, null, Source.SEEN_BESIDE));
  }

  /** The limit if the node were better or worse by a factor. */
  NodeLimit times(double factor) {
    @Nullable Double bar = above;
    return new NodeLimit(kind, load * factor, bar == null ? null : bar * factor, source);
  }

  /** The limit at its most favourable: just below what was seen not to hold. */
  NodeLimit atBest() {
    @Nullable Double bar = above;
    return bar == null ? this : new NodeLimit(kind, bar, bar, source);
  }
}
