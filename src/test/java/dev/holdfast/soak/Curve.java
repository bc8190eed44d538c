package dev.holdfast.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/** Series of a made-up soak: an observation every 10 s, 100 reconnections between. */
final class Curve {

  static final int LENGTH = 60;
  static final long MILLIS = 10_000;
  private static final double WORK = 100;

  private final SplittableRandom random;
  private double last;

  Curve(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /**
   * A level with noise on it.
   *
   * @param level by index
   * @param noise its standard deviation
   * @param memory how much of each error stays in the next, 0 to 1
   */
  List<Observation> of(IntToDoubleFunction level, double noise, double memory) {
    List<Observation> series = new ArrayList<>();
    for (int at = 0; at < LENGTH; at++) {
      last = memory * last + Math.sqrt(1 - memory * memory) * noise * gaussian();
      double value = level.applyAsDouble(at) + last;
      series.add(new Observation((at + 1) * MILLIS, (at + 1) * WORK, value));
    }
    return series;
  }

  /** A level with now and then a large value, as percentiles of a busy machine have them. */
  List<Observation> spiky(double level, double noise) {
    return of(at -> level + (random.nextInt(12) == 0 ? 8 * noise : 0), noise, 0);
  }

  private double gaussian() {
    double sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum - 6;
  }
}
