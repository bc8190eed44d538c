package dev.holdfast.measure.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class LivePhaseTest {

  private static final long TEN_MINUTES_MICROS = 600_000_000;

  private final LivePhase phase = new LivePhase();
  private final Histogram cut = new Histogram(3);

  @Test
  void timesAreKeptToThreeDigitsHoweverLong() {
    phase.record(0);
    phase.record(1_234);
    phase.record(TEN_MINUTES_MICROS);

    assertThat(phase.cutInto(cut)).isTrue();
    assertThat(cut.getTotalCount()).isEqualTo(3);
    assertThat(cut.getCountAtValue(1_234)).isEqualTo(1);
    assertThat(cut.getMaxValue())
        .isBetween(TEN_MINUTES_MICROS, TEN_MINUTES_MICROS + TEN_MINUTES_MICROS / 1_000);
  }

  @Test
  void whatWasCutOffIsNotToldAgain() {
    phase.record(1_000);
    assertThat(phase.cutInto(cut)).isTrue();

    assertThat(phase.cutInto(cut)).isFalse();

    phase.record(2_000);
    assertThat(phase.cutInto(cut)).isTrue();
    assertThat(cut.getTotalCount()).isEqualTo(1);
    assertThat(cut.getCountAtValue(2_000)).isEqualTo(1);
  }

  @Test
  void nothingIsLostBetweenTwoCutsWhileOthersRecord() throws Exception {
    int each = 20_000;
    CountDownLatch done = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      new Thread(
              () -> {
                for (int k = 0; k < each; k++) {
                  phase.record(k);
                }
                done.countDown();
              })
          .start();
    }
    long told = 0;
    while (!done.await(1, TimeUnit.MILLISECONDS)) {
      told += phase.cutInto(cut) ? cut.getTotalCount() : 0;
    }
    told += phase.cutInto(cut) ? cut.getTotalCount() : 0;

    assertThat(told).isEqualTo(2L * each);
  }
}
