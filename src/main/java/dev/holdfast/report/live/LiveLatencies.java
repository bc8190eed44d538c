package dev.holdfast.report.live;

import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.Series;
import dev.holdfast.report.page.LatencyOverTime;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * How the latencies that people wait for went so far, in a run that goes on: compressed histograms,
 * merged in pairs when there are many, so that neither memory nor page grows. For one thread.
 */
final class LiveLatencies {

  private static final Set<Phase> SHOWN = EnumSet.of(Phase.RESTORE, Phase.HANDSHAKE, Phase.TURN);
  private static final int DIGITS = 3;

  private final Map<Phase, Histogram> open = new EnumMap<>(Phase.class);
  private List<Span> spans = new ArrayList<>();

  private record Span(long fromMillis, long toMillis, Map<Phase, byte[]> micros) {

    Span with(Span next) {
      Map<Phase, byte[]> both = new EnumMap<>(Phase.class);
      both.putAll(micros);
      next.micros.forEach((phase, its) -> both.merge(phase, its, Span::sum));
      return new Span(fromMillis, next.toMillis, both);
    }

    private static byte[] sum(byte[] one, byte[] other) {
      Histogram sum = decoded(one);
      sum.add(decoded(other));
      return encoded(sum);
    }
  }

  void timed(Phase phase, Histogram micros) {
    if (SHOWN.contains(phase)) {
      open.computeIfAbsent(phase, fresh -> new Histogram(DIGITS)).add(micros);
    }
  }

  void ended(Interval interval) {
    Map<Phase, byte[]> micros = new EnumMap<>(Phase.class);
    open.forEach((phase, histogram) -> micros.put(phase, encoded(histogram)));
    open.clear();
    spans.add(new Span(interval.fromMillis(), interval.toMillis(), micros));
    if (spans.size() > LatencyOverTime.BUCKETS) {
      spans = pairs(spans);
    }
  }

  /** In the form of the report's chart. */
  Map<Series, List<LatencyOverTime.Point>> points() {
    Map<Series, List<LatencyOverTime.Point>> points = new TreeMap<>(LatencyOverTime.ORDER);
    for (Span span : spans) {
      long middle = (span.fromMillis + span.toMillis) / 2;
      span.micros.forEach(
          (phase, micros) ->
              points
                  .computeIfAbsent(new Series(phase, Cohort.ALL), fresh -> new ArrayList<>())
                  .add(LatencyOverTime.Point.of(middle, decoded(micros))));
    }
    return points;
  }

  private static List<Span> pairs(List<Span> all) {
    List<Span> merged = new ArrayList<>();
    for (int at = 0; at + 1 < all.size(); at += 2) {
      merged.add(all.get(at).with(all.get(at + 1)));
    }
    if (all.size() % 2 == 1) {
      merged.add(all.get(all.size() - 1));
    }
    return merged;
  }

  private static byte[] encoded(Histogram micros) {
    ByteBuffer buffer = ByteBuffer.allocate(micros.getNeededByteBufferCapacity());
    int length = micros.encodeIntoCompressedByteBuffer(buffer);
    return Arrays.copyOf(buffer.array(), length);
  }

  private static Histogram decoded(byte[] micros) {
    try {
      return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(micros), 0);
    } catch (DataFormatException e) {
      throw new IllegalStateException("what was encoded here must be readable here", e);
    }
  }
}
