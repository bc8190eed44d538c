package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** What judged runs and those of another generator cost, pair by pair. */
final class Pairs {

  /** Of the frames of one type, the share by which the two runs of a pair may differ. */
  private static final double TOLERANCE = 0.02;

  private final List<Cost> judged = new ArrayList<>();
  private final List<Cost> others = new ArrayList<>();

  void add(Cost one, Cost other) {
    judged.add(one);
    others.add(other);
  }

  /** Median and extremes of both, and of the ratios of the pairs; and what their users sent. */
  List<String> table(String name, String other) {
    List<String> table = new ArrayList<>();
    table.add(row("", name, other, "ratio"));
    table.add(figure("whole run, s", Cost::seconds));
    table.add(figure("a return, warm, ms", Cost::warmMillis));
    table.add(figure("peak resident, MB", cost -> cost.residentKb() / 1024.0));
    table.add("");
    table.add(row("of the last pair", name, other, ""));
    Served one = judged.get(judged.size() - 1).served();
    Served another = others.get(others.size() - 1).served();
    table.add(row("returns", "" + one.returns(), "" + another.returns(), ""));
    for (String type : types(one, another)) {
      table.add(row(type, "" + one.of(type), "" + another.of(type), ""));
    }
    return table;
  }

  /** Where the two runs of a pair did not do the same, so that their costs say nothing. */
  List<String> differences() {
    List<String> differences = new ArrayList<>();
    for (int pair = 0; pair < judged.size(); pair++) {
      Served one = judged.get(pair).served();
      Served other = others.get(pair).served();
      compare(differences, pair, "returns", one.returns(), other.returns());
      for (String type : types(one, other)) {
        compare(differences, pair, type, one.of(type), other.of(type));
      }
    }
    return differences;
  }

  private static void compare(
      List<String> differences, int pair, String what, long one, long other) {
    if (Math.abs(one - other) > TOLERANCE * Math.max(one, other)) {
      differences.add(
          "NOT THE SAME in pair " + (pair + 1) + ", " + what + ": " + one + " and " + other);
    }
  }

  private static Iterable<String> types(Served one, Served other) {
    TreeSet<String> types = new TreeSet<>(one.frames().keySet());
    types.addAll(other.frames().keySet());
    return types;
  }

  private String figure(String name, ToDoubleFunction<Cost> figure) {
    double[] one = judged.stream().mapToDouble(figure).toArray();
    double[] other = others.stream().mapToDouble(figure).toArray();
    double[] ratios = new double[one.length];
    Arrays.setAll(ratios, i -> one[i] / other[i]);
    return row(name, told(one), told(other), told(ratios));
  }

  private static String row(String name, String one, String other, String ratio) {
    return String.format(Locale.ROOT, "%-26s  %-26s  %-26s  %s", name, one, other, ratio);
  }

  private static String told(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return String.format(
        Locale.ROOT, "%.2f (%.2f to %.2f)", median, sorted[0], sorted[sorted.length - 1]);
  }
}
