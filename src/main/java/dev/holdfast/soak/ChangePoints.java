package dev.holdfast.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where a series changes its level: E-divisive means (D. S. Matteson and N. A. James, "A
 * Nonparametric Approach for Multiple Change Point Analysis of Multivariate Data", Journal of the
 * American Statistical Association 109, 2014), with the test by permutation.
 *
 * <p>Whole blocks of neighbours are permuted, as long as errors resemble each other, so that a busy
 * minute is not taken for a change (H. R. Künsch, Annals of Statistics 17, 1989).
 */
final class ChangePoints {

  /** Fewer values on one side than this are a spike. */
  static final int LEAST_SIDE = 5;

  private static final int PERMUTATIONS = 999;

  private final double[] values;
  private final double level;
  private final SplittableRandom random;

  private ChangePoints(double[] values, double level, SplittableRandom random) {
    this.values = values;
    this.level = level;
    this.random = random;
  }

  /**
   * The indices, in order, at which another level begins.
   *
   * @param level a series without any change has one found at most this often; at least 0.001
   * @param seed of the permutations
   */
  static List<Integer> of(double[] values, double level, long seed) {
    ChangePoints search = new ChangePoints(values, level, new SplittableRandom(seed));
    List<Integer> found = new ArrayList<>();
    search.divide(0, values.length, found);
    found.sort(null);
    return List.copyOf(found);
  }

  private void divide(int from, int to, List<Integer> found) {
    if (to - from < 2 * LEAST_SIDE) {
      return;
    }
    double[] part = Arrays.copyOfRange(values, from, to);
    Split best = Split.best(part);
    if (best.statistic() > 0 && isSignificant(part, best)) {
      int at = from + best.at();
      found.add(at);
      divide(from, at, found);
      divide(at, to, found);
    }
  }

  private boolean isSignificant(double[] part, Split best) {
    int block = blockLength(part, best);
    int asLarge = 0;
    int most = (int) Math.floor(level * (PERMUTATIONS + 1));
    for (int round = 0; round < PERMUTATIONS; round++) {
      if (Split.best(shuffled(part, block)).statistic() >= best.statistic()) {
        asLarge++;
        if (asLarge + 1 > most) {
          return false;
        }
      }
    }
    return true;
  }

  /** How long errors resemble each other, once the supposed change is taken out. */
  private static int blockLength(double[] part, Split best) {
    double before = mean(part, 0, best.at());
    double after = mean(part, best.at(), part.length);
    double[] errors = new double[part.length];
    for (int at = 0; at < part.length; at++) {
      errors[at] = part[at] - (at < best.at() ? before : after);
    }
    double reach = Noise.inflation(Noise.correlation(errors));
    return (int) Math.max(1, Math.min(Math.ceil(reach), part.length / 8.0));
  }

  private double[] shuffled(double[] part, int block) {
    int offset = random.nextInt(block);
    int blocks = (part.length + offset + block - 1) / block;
    int[] order = new int[blocks];
    for (int at = 0; at < blocks; at++) {
      int swap = random.nextInt(at + 1);
      order[at] = order[swap];
      order[swap] = at;
    }
    double[] result = new double[part.length];
    int next = 0;
    for (int which : order) {
      int from = Math.max(0, which * block - offset);
      int to = Math.min(part.length, (which + 1) * block - offset);
      for (int at = from; at < to; at++) {
        result[next++] = part[at];
      }
    }
    return result;
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int at = from; at < to; at++) {
      sum += values[at];
    }
    return sum / (to - from);
  }

  /**
   * A series in two parts.
   *
   * @param at where the second begins
   * @param statistic the scaled energy distance of the two
   */
  private record Split(int at, double statistic) {

    static Split best(double[] values) {
      int count = values.length;
      double[] toEarlier = new double[count];
      double[] toLater = new double[count];
      double right = 0;
      for (int i = 0; i < count; i++) {
        for (int j = i + 1; j < count; j++) {
          double distance = Math.abs(values[i] - values[j]);
          toLater[i] += distance;
          toEarlier[j] += distance;
          right += distance;
        }
      }
      double all = right;
      double left = 0;
      Split best = new Split(0, 0);
      for (int at = 1; at <= count - LEAST_SIDE; at++) {
        left += toEarlier[at - 1];
        right -= toLater[at - 1];
        if (at >= LEAST_SIDE) {
          double statistic = energy(at, count - at, left, right, all - left - right);
          best = statistic > best.statistic ? new Split(at, statistic) : best;
        }
      }
      return best;
    }

    private static double energy(double n, double m, double left, double right, double between) {
      double distance =
          2 * between / (n * m) - 2 * left / (n * (n - 1)) - 2 * right / (m * (m - 1));
      return distance * n * m / (n + m);
    }
  }
}
