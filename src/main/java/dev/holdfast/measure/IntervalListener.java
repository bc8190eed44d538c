package dev.holdfast.measure;

import org.HdrHistogram.Histogram;

/** Hears what is written to the journal while a run goes on, on the journal's thread. */
public interface IntervalListener {

  /**
   * What was timed of everything together in the interval that ends now.
   *
   * @param micros may be used only until this returns
   */
  void timed(Phase phase, Histogram micros);

  /** The interval that ended, after all that was timed in it. */
  void ended(Interval interval);

  /**
   * The same interval as the journal has it on disk, before it has {@link #ended}.
   *
   * @param histogramLines all that was timed in it, as {@code intervals.hlog} has it
   */
  default void written(Interval interval, byte[] histogramLines) {
    // For those who pass the journal on.
  }

  /** This one, and then that one. */
  default IntervalListener and(IntervalListener other) {
    IntervalListener first = this;
    return new IntervalListener() {
      @Override
      public void timed(Phase phase, Histogram micros) {
        first.timed(phase, micros);
        other.timed(phase, micros);
      }

      @Override
      public void written(Interval interval, byte[] histogramLines) {
        first.written(interval, histogramLines);
        other.written(interval, histogramLines);
      }

      @Override
      public void ended(Interval interval) {
        first.ended(interval);
        other.ended(interval);
      }
    };
  }

  /** Nobody listens. */
  IntervalListener NOBODY =
      new IntervalListener() {
        @Override
        public void timed(Phase phase, Histogram micros) {
          // Nobody listens.
        }

        @Override
        public void ended(Interval interval) {
          // Nobody listens.
        }
      };
}
