package dev.holdfast.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.RunRecordBuilder;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import dev.holdfast.report.SampleRuns;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LossesSectionTest {

  private static final Cohort RESET = new Cohort("disruption", "reset");
  private static final Cohort CLOSE = new Cohort("disruption", "close");

  private static final Map<Cohort, Tally> BOTH =
      Map.of(
          RESET,
          new Tally(3, Map.of(Outcome.PRESERVED, 2L, Outcome.BROKEN, 1L)),
          CLOSE,
          new Tally(5, Map.of(Outcome.PRESERVED, 5L)),
          new Cohort("gap", "brief"),
          new Tally(8, Map.of()));

  @Test
  void tellsOfEachLossWhatItCost() {
    String html =
        losses(
            BOTH,
            Map.of(
                new Series(Phase.DETECTION, RESET), micros(40_000, 40_000, 90_000),
                new Series(Phase.BACK_OFF, RESET), micros(700_000),
                new Series(Phase.RESTORE, RESET), micros(3_000, 3_000, 8_000)));

    assertThat(cells(html, "reset"))
        .containsExactly("3", "1", "40 ms", "90 ms", "1", "700 ms", "3 ms", "8 ms", "8 ms");
    assertThat(cells(html, "close")).containsExactly("5", "0", "–", "–", "–", "–", "–", "–", "–");
    assertThat(html).doesNotContain("brief", "NaN");
  }

  @Test
  void saysNothingWhereAllWereLostAlike() {
    assertThat(losses(Map.of(CLOSE, BOTH.get(CLOSE)), Map.of())).isEmpty();
  }

  private static String[] cells(String html, String loss) {
    String row = html.substring(html.indexOf("<th scope=\"row\">" + loss + "</th>"));
    String cells = row.substring(row.indexOf("<td"), row.indexOf("</tr>"));
    return cells.replaceAll("^<td class=\"num\">|</td>$", "").split("</td><td class=\"num\">");
  }

  private static Histogram micros(long... times) {
    Histogram micros = new Histogram(5);
    for (long time : times) {
      micros.recordValue(time);
    }
    return micros;
  }

  private static String losses(Map<Cohort, Tally> tallies, Map<Series, Histogram> timed) {
    RunRecord run = SampleRuns.clean();
    return LossesSection.of(
            RunRecordBuilder.from(run)
                .tallies(new HashMap<>(tallies))
                .latencies(new HashMap<>(timed))
                .build())
        .toString();
  }
}
