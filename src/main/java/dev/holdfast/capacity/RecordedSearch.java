package dev.holdfast.capacity;

import dev.holdfast.capacity.model.Knee;
import dev.holdfast.capacity.model.LoadPoint;
import dev.holdfast.capacity.model.UslFit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One search as it was measured. All that is said of it follows from its levels, so that it can be
 * said again.
 *
 * @param kind what was raised
 * @param plan how it was looked for
 * @param hold how long levels were held
 * @param promise what had to hold
 * @param levels what was measured, in order
 */
public record RecordedSearch(
    LoadKind kind, SearchPlan plan, LevelPlan hold, LevelPromise promise, List<Level> levels) {

  private static final double CONFIDENCE = 0.95;
  private static final int RESAMPLES = 500;
  private static final double ONE_POINT = 0.05;

  /** From the lowest load to the highest; what rises less is noise as well as load. */
  private static final double BLOWN_UP = 2;

  private static final long SEED = 20_070_101;

  /** Copies what is mutable. */
  public RecordedSearch {
    levels = List.copyOf(levels);
  }

  /** What was found. */
  public Answer answer() {
    return CapacitySearch.resume(plan, levels).answer();
  }

  /**
   * The scalability law through all levels that tell of the target and had settled; empty if they
   * are too few. A population that still grows is served more slowly than its number says, which
   * would be taken for work that must agree (κ), and leave too little that waits its turn (σ).
   */
  public Optional<UslFit> fit() {
    List<LoadPoint> points =
        levels.stream()
            .filter(Level::tellsOfTheTarget)
            .filter(level -> LittlesLaw.of(level.figures()).isSettled())
            .map(
                level -> new LoadPoint(level.figures().concurrency(), level.figures().throughput()))
            .toList();
    return UslFit.of(points, CONFIDENCE, RESAMPLES, SEED);
  }

  /** The load above which more of it buys little throughput. */
  public Optional<Double> saturationKnee() {
    return Knee.ofSaturation(curve(LevelFigures::throughput));
  }

  /** The load above which latency (p99) blows up; empty if it never doubles. */
  public Optional<Double> latencyKnee() {
    List<Knee.Point> curve = curve(LevelFigures::p99Millis);
    boolean rises =
        curve.size() > 1 && curve.get(curve.size() - 1).y() >= BLOWN_UP * curve.get(0).y();
    return rises ? Knee.ofBlowUp(curve) : Optional.empty();
  }

  /** The bottleneck: at the highest load that held, as its last level saw it. */
  public Optional<Binding> binding() {
    return atLimit().flatMap(level -> Binding.of(level.target()));
  }

  /** The last level of the highest load that held; of the longest hold there is. */
  public Optional<Level> atLimit() {
    @Nullable Double found = answer().load();
    if (found == null) {
      return Optional.empty();
    }
    double load = found;
    return levels.stream()
        .filter(level -> level.load() == load && level.verdict() == LevelVerdict.HELD)
        .reduce((earlier, later) -> later);
  }

  /**
   * The curve through the levels by load. Levels nearer than a twentieth of the whole range, as
   * those of the halving are, become one point: between them noise bends the curve more than load
   * does.
   */
  private List<Knee.Point> curve(ToDoubleFunction<LevelFigures> figure) {
    List<Level> sorted =
        levels.stream()
            .filter(Level::tellsOfTheTarget)
            .sorted(Comparator.comparingDouble(Level::load))
            .toList();
    List<Knee.Point> points = new ArrayList<>();
    for (int from = 0, to; from < sorted.size(); from = to) {
      double reach =
          sorted.get(from).load()
              + (sorted.get(sorted.size() - 1).load() - sorted.get(0).load()) * ONE_POINT;
      to = from + 1;
      while (to < sorted.size() && sorted.get(to).load() < reach) {
        to++;
      }
      List<Level> near = sorted.subList(from, to);
      points.add(
          new Knee.Point(
              near.stream().mapToDouble(Level::load).average().orElseThrow(),
              near.stream()
                  .mapToDouble(level -> figure.applyAsDouble(level.figures()))
                  .average()
                  .orElseThrow()));
    }
    return points;
  }
}
