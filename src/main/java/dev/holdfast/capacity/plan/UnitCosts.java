package dev.holdfast.capacity.plan;

import dev.holdfast.capacity.Level;
import dev.holdfast.capacity.LevelFigures;
import dev.holdfast.capacity.model.Estimate;
import dev.holdfast.capacity.resources.Resource;
import dev.holdfast.capacity.resources.Usage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.TDistribution;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.SingularValueDecomposition;
import org.hipparchus.stat.regression.OLSMultipleLinearRegression;

/**
 * What a session, a turn and a reconnection cost the target, by least squares over all levels: its
 * use of a resource is a base and so much for each unit.
 *
 * @param known the costs that the levels can tell apart
 * @param unknown what they cannot tell, and what would
 */
public record UnitCosts(List<UnitCost> known, List<String> unknown) {

  private static final double CONFIDENCE = 0.95;
  private static final double LEAST_SPREAD = 0.05;

  /** Beyond this the columns are one column to the noise of a measurement. */
  private static final double MOST_CONDITION = 30;

  /** Copies what is mutable. */
  public UnitCosts {
    known = List.copyOf(known);
    unknown = List.copyOf(unknown);
  }

  /**
   * The costs.
   *
   * @param levels of all searches; those that were stopped early or INVALID are left out
   */
  public static UnitCosts of(List<Level> levels) {
    List<Level> usable = levels.stream().filter(Level::tellsOfTheTarget).toList();
    List<UnitCost> known = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    Driver sessions = new Driver("session", LevelFigures::sessions);
    Driver turns = new Driver("turn", LevelFigures::turnsPerSecond);
    Driver reconnections = new Driver("reconnection", LevelFigures::reconnectionsPerSecond);
    new Costs(usable, Resource.HEAP, "live heap", "KB", 1e-3).of(List.of(sessions), known, unknown);
    new Costs(usable, Resource.RESIDENT, "resident memory", "KB", 1e-3)
        .of(List.of(sessions), known, unknown);
    new Costs(usable, Resource.CPU, "processor time", "µs", 1e6)
        .of(List.of(turns, reconnections), known, unknown);
    return new UnitCosts(known, unknown);
  }

  /** What a cost is the cost of. */
  private record Driver(String word, ToDoubleFunction<LevelFigures> amount) {}

  /** The costs in one resource. */
  private record Costs(
      List<Level> levels, Resource resource, String words, String unit, double factor) {

    void of(List<Driver> drivers, List<UnitCost> known, List<String> unknown) {
      List<Level> told =
          levels.stream().filter(level -> level.target().containsKey(resource)).toList();
      List<Driver> moving = drivers.stream().filter(driver -> moves(told, driver)).toList();
      drivers.stream()
          .filter(driver -> !moving.contains(driver))
          .map(driver -> words + " a " + driver.word() + ": no two levels with it differ")
          .forEach(unknown::add);
      if (moving.isEmpty()) {
        return;
      }
      if (told.size() < moving.size() + 2) {
        unknown.add(words + ": too few levels, " + told.size());
      } else if (moving.size() > 1 && condition(told, moving) > MOST_CONDITION) {
        unknown.add(
            words
                + " a "
                + String.join(" and a ", moving.stream().map(Driver::word).toList())
                + ": they rose together in all levels; search each by itself to tell them apart");
      } else {
        regress(told, moving, known, unknown);
      }
    }

    private void regress(
        List<Level> told, List<Driver> moving, List<UnitCost> known, List<String> unknown) {
      var regression = new OLSMultipleLinearRegression();
      regression.newSampleData(
          told.stream().mapToDouble(level -> used(level) * factor).toArray(),
          told.stream().map(level -> row(level, moving)).toArray(double[][]::new));
      double[] costs = regression.estimateRegressionParameters();
      double[] errors = regression.estimateRegressionParametersStandardErrors();
      double reach =
          TDistribution.of(told.size() - moving.size() - 1)
              .inverseSurvivalProbability((1 - CONFIDENCE) / 2);
      for (int i = 0; i < moving.size(); i++) {
        double cost = costs[i + 1];
        double error = reach * errors[i + 1];
        String what = words + " a " + moving.get(i).word();
        if (cost - error > 0) {
          known.add(
              new UnitCost(
                  what, unit, new Estimate(cost, cost - error, cost + error), told.size()));
        } else {
          // Nothing costs less than nothing: that is the noise of the rest.
          unknown.add(what + ": it does not stand out from all else that moved between levels");
        }
      }
    }

    private double used(Level level) {
      Usage usage = level.target().get(resource);
      return usage == null ? 0 : usage.used();
    }

    private static double[] row(Level level, List<Driver> drivers) {
      return drivers.stream()
          .mapToDouble(driver -> driver.amount().applyAsDouble(level.figures()))
          .toArray();
    }

    /** A driver that hardly differs between levels is one with the constant part of the cost. */
    private static boolean moves(List<Level> levels, Driver driver) {
      var amounts =
          levels.stream()
              .mapToDouble(level -> driver.amount().applyAsDouble(level.figures()))
              .summaryStatistics();
      return amounts.getCount() > 0
          && amounts.getMax() - amounts.getMin() > LEAST_SPREAD * amounts.getMax();
    }

    /** How nearly the drivers are multiples of each other: the condition of the scaled columns. */
    private static double condition(List<Level> levels, List<Driver> drivers) {
      double[][] rows = levels.stream().map(level -> row(level, drivers)).toArray(double[][]::new);
      for (int column = 0; column < drivers.size(); column++) {
        int at = column;
        double mean = Arrays.stream(rows).mapToDouble(row -> row[at]).average().orElseThrow();
        double length =
            Math.sqrt(Arrays.stream(rows).mapToDouble(row -> square(row[at] - mean)).sum());
        for (double[] row : rows) {
          row[at] = (row[at] - mean) / length;
        }
      }
      return new SingularValueDecomposition(MatrixUtils.createRealMatrix(rows))
          .getConditionNumber();
    }

    private static double square(double value) {
      return value * value;
    }
  }
}
