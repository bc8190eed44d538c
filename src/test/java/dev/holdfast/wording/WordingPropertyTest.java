package dev.holdfast.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class WordingPropertyTest {

  private static final Map<String, Double> MICROS =
      Map.of("µs", 1.0, "ms", 1e3, "s", 1e6, "min", 6e7, "h", 3.6e9, "d", 8.64e10);

  @Property
  void aTimeReadsAsWhatItIsWithinTwoPerCent(@ForAll @LongRange(min = 1) long micros) {
    double most = micros % 1_000_000_000_000L + 1;

    assertThat(micros(Wording.micros(most))).isCloseTo(most, withPercentage(2));
  }

  @Property
  void aTimeStandsOnItsSideOfItsLimit(
      @ForAll @LongRange(min = 1, max = 7_200_000_000L) long limit,
      @ForAll @IntRange(min = -3, max = 3) int away) {
    long micros = Math.max(0, limit + away);
    double said = micros(Wording.micros((double) micros, Duration.ofNanos(limit * 1_000)));

    assertThat(Long.signum(Math.round((said - limit) * 1e3)))
        .isEqualTo(Long.compare(micros, limit));
  }

  @Property
  void aShareStandsOnItsSideOfItsLimit(
      @ForAll @IntRange(min = 1, max = 99_999) int limit,
      @ForAll @IntRange(min = 0, max = 3_000_000) int kept) {
    double required = limit / 1e5;
    double share = kept / 3e6;
    double said = percent(Wording.share(share, required));

    assertThat(Long.signum(Math.round((said - limit / 1e3) * 1e9)))
        .isEqualTo(Long.compare(kept, 30L * limit));
    assertThat(percent(Wording.shareDown(share, required)) >= limit / 1e3 - 1e-11)
        .isEqualTo(kept >= 30L * limit);
  }

  @Property
  void roundedSharesNeverReadBetterThanTheyAre(
      @ForAll @DoubleRange(min = 0, max = 1) double share) {
    assertThat(percent(Wording.shareDown(share))).isLessThanOrEqualTo(100 * share + 1e-9);
    assertThat(percent(Wording.shareUp(share))).isGreaterThanOrEqualTo(100 * share - 1e-9);
  }

  @Property
  void onlyAllOfThemReadsAsAll(@ForAll @LongRange(min = 1, max = 100_000_000) long trials) {
    assertThat(Wording.shareDown((trials - 1.0) / trials)).isNotEqualTo("100 %");
    assertThat(Wording.shareUp(1.0 / trials)).isNotEqualTo("0 %");
  }

  private static double percent(String said) {
    return Double.parseDouble(said.replace(" %", "").replace(",", ""));
  }

  private static double micros(String said) {
    String[] words = said.replace(",", "").split(" ");
    double sum = 0;
    for (int i = 0; i < words.length; i += 2) {
      sum += Double.parseDouble(words[i]) * MICROS.getOrDefault(words[i + 1], Double.NaN);
    }
    return sum;
  }
}
