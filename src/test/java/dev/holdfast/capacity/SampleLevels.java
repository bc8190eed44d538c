package dev.holdfast.capacity;

import dev.holdfast.capacity.model.Usl;
import dev.holdfast.capacity.resources.Resource;
import dev.holdfast.capacity.resources.Usage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** Levels as a target with known costs and a known limit would give them. */
public final class SampleLevels {

  /** A generator at ease. */
  public static final GeneratorUse AT_EASE = new GeneratorUse(0.3, 2, 1, 0.2);

  /** A generator that cannot keep up. */
  public static final GeneratorUse SATURATED = new GeneratorUse(0.97, 180, 0.71, 0.4);

  /** What the sample targets must do. */
  public static final LevelPromise PROMISE = new LevelPromise(0.001, 500);

  private SampleLevels() {}

  /** Figures of a population at once that agree with Little's law. */
  public static LevelFigures figures(double concurrency, double throughput, double p99Millis) {
    double responseMillis = Math.min(p99Millis / 2, 1000 * concurrency / throughput);
    return new LevelFigures(
        30,
        concurrency,
        0,
        throughput,
        0,
        1,
        responseMillis,
        1000 * concurrency / throughput - responseMillis,
        p99Millis / 3,
        p99Millis,
        p99Millis * 2,
        concurrency,
        throughput / 3,
        throughput * 2 / 3);
  }

  /** A level of these figures, judged by {@link #PROMISE}. */
  public static Level level(double load, Hold hold, LevelFigures figures) {
    return Level.judged(load, hold, false, PROMISE, figures, AT_EASE, Map.of());
  }

  /**
   * A level of sessions on a target that follows a scalability law with 1 % noise and breaks its
   * promise above a limit.
   */
  public static Level sessions(double load, Hold hold, Usl law, double limit, Random noise) {
    double throughput = law.throughput(load) * (1 + 0.01 * noise.nextGaussian());
    double p99 = 100 + 350 * Math.pow(load / limit, 4) * (1 + 0.02 * noise.nextGaussian());
    double p99OfLimit =
        load > limit * (1 + 0.01 * noise.nextGaussian()) ? p99 + 200 : Math.min(p99, 480);
    return Level.judged(
        load,
        hold,
        false,
        PROMISE,
        figures(load, throughput, p99OfLimit),
        new GeneratorUse(0.1 + 0.00005 * load, 3, 1, load / 20_000),
        target(load, throughput / 3, throughput * 2 / 3, noise));
  }

  /** Use of 20 MB and 11.5 KB a session, 800 µs a reconnection, 150 µs a turn, with 1 % noise. */
  public static Map<Resource, Usage> target(
      double sessions, double reconnections, double turns, Random noise) {
    double off = 1 + 0.01 * noise.nextGaussian();
    Map<Resource, Usage> target = new EnumMap<>(Resource.class);
    target.put(
        Resource.CPU, new Usage((0.02 + 800e-6 * reconnections + 150e-6 * turns) * off, 2.0));
    target.put(Resource.HEAP, new Usage((20e6 + 11.5e3 * sessions) * off, 512e6));
    target.put(Resource.RESIDENT, new Usage((120e6 + 20e3 * sessions) * off, null));
    target.put(Resource.COLLECTION, new Usage(0.004 * off, 1.0));
    target.put(Resource.FILES, new Usage(sessions + 60, 20_000.0));
    target.put(Resource.THREADS, new Usage(44, null));
    return target;
  }
}
