package dev.holdfast.capacity.plan;

import dev.holdfast.capacity.Answer;
import dev.holdfast.capacity.LevelPromise;
import dev.holdfast.capacity.LoadKind;
import dev.holdfast.capacity.RecordedSearch;
import dev.holdfast.capacity.model.Usl;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hipparchus.stat.regression.SimpleRegression;

/**
 * The share σ of their work that nodes do one after the other, so that n of them hold {@code n / (1
 * + σ(n−1))} times as much as one (Amdahl's law, as in {@link Usl}).
 *
 * @param least that it may be
 * @param likely the best estimate; 0 where nobody measured it
 * @param most that it may be
 * @param nodes the numbers of nodes that it was measured on, ascending; empty if it is assumed
 */
public record NodeContention(double least, double likely, double most, List<Integer> nodes) {

  /** More nodes than this share of contention allows are worth nothing. */
  private static final double MOST = 0.999;

  private static final int MOST_RUNS = 10;

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if a share is outside 0 to below 1, or they are not in order
   */
  public NodeContention {
    if (!(0 <= least && least <= likely && likely <= most && most < 1)) {
      throw new IllegalArgumentException(
          "node-contention must be 0 % to below 100 %, got: "
              + least
              + ", "
              + likely
              + ", "
              + most);
    }
    nodes = List.copyOf(nodes);
  }

  /** What pessimism assumes where nobody measured it. */
  public static NodeContention assumed(double most) {
    return new NodeContention(0, 0, most, List.of());
  }

  /**
   * What capacity runs on different numbers of nodes say. Linear in {@code n/X(n) = (1 + σ(n−1)) /
   * X(1)}; its ends come from the loads that held and the loads that broke, in every combination.
   * Where several kinds of load were searched, the one counts that scales worst.
   *
   * @throws IllegalArgumentException if no kind of load has a limit on two numbers of nodes, under
   *     one promise
   */
  public static NodeContention measured(Collection<CapacityRun> runs) {
    if (runs.size() > MOST_RUNS) {
      throw new IllegalArgumentException(
          "node contention is measured by at most " + MOST_RUNS + " runs, got: " + runs.size());
    }
    return List.of(LoadKind.values()).stream()
        .flatMap(kind -> measured(runs, kind).stream())
        .max(Comparator.comparingDouble(NodeContention::likely))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "node contention is measured by runs that each found a limit, not \"at least\","
                        + " of the same kind of load on different numbers of nodes, got: "
                        + runs.stream()
                            .map(NodeContention::described)
                            .collect(Collectors.joining("; "))));
  }

  /** Whether it was measured, and not assumed. */
  public boolean isMeasured() {
    return !nodes.isEmpty();
  }

  /** The numbers of nodes that it was measured on, in words; empty if it is assumed. */
  public String nodesInWords() {
    return nodes.stream().map(String::valueOf).collect(Collectors.joining(" and "));
  }

  private static Optional<NodeContention> measured(Collection<CapacityRun> runs, LoadKind kind) {
    List<Found> found =
        runs.stream()
            .flatMap(
                run ->
                    run
                        .search(kind)
                        .filter(search -> search.answer().kind() == Answer.Kind.LIMIT)
                        .map(search -> new Found(run.testBed().targetNodes(), search))
                        .stream())
            .sorted(Comparator.comparingInt(Found::nodes))
            .toList();
    if (found.stream().mapToInt(Found::nodes).distinct().count() < 2) {
      return Optional.empty();
    }
    List<LevelPromise> promises =
        found.stream().map(each -> each.search().promise()).distinct().toList();
    if (promises.size() > 1) {
      throw new IllegalArgumentException(
          "limits of "
              + kind.words()
              + " can be compared under one promise only, got: "
              + promises);
    }
    return Optional.of(fitted(found));
  }

  /** A limit that was found on so many nodes. */
  private record Found(int nodes, RecordedSearch search) {

    double load() {
      return Objects.requireNonNull(search.answer().load());
    }

    double above() {
      return Objects.requireNonNull(search.answer().above());
    }
  }

  private static NodeContention fitted(List<Found> found) {
    double[] ends =
        IntStream.range(0, 1 << found.size())
            .mapToDouble(corner -> contention(found, corner))
            .sorted()
            .toArray();
    return new NodeContention(
        ends[0],
        contention(found, 0),
        ends[ends.length - 1],
        found.stream().map(Found::nodes).distinct().toList());
  }

  /**
   * By the loads that held.
   *
   * @param corner whose bits say of which runs it is to be the load that broke instead
   */
  private static double contention(List<Found> found, int corner) {
    SimpleRegression line = new SimpleRegression();
    for (int i = 0; i < found.size(); i++) {
      Found each = found.get(i);
      double load = (corner >> i & 1) == 0 ? each.load() : each.above();
      line.addData(each.nodes() - 1, each.nodes() / load);
    }
    double alone = line.getIntercept();
    return alone <= 0 ? MOST : Math.min(MOST, Math.max(0, line.getSlope() / alone));
  }

  private static String described(CapacityRun run) {
    return run.run()
        + " on "
        + run.testBed().targetNodes()
        + " node"
        + (run.testBed().targetNodes() == 1 ? "" : "s");
  }
}
