package dev.holdfast.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PairsTest {

  private static final Cost JUDGED = cost(10.0, 2.0, new Served(1000, Map.of("user_message", 50L)));

  @Test
  void runsThatDidTheSameAreCompared() {
    Pairs pairs = new Pairs();
    pairs.add(JUDGED, cost(5.0, 4.0, new Served(990, Map.of("user_message", 50L))));
    pairs.add(JUDGED, cost(4.0, 1.0, new Served(1000, Map.of("user_message", 50L))));
    pairs.add(JUDGED, cost(8.0, 2.0, new Served(1000, Map.of("user_message", 50L))));

    assertThat(pairs.differences()).isEmpty();
    assertThat(pairs.table("judged", "other"))
        .anySatisfy(row -> assertThat(row).startsWith("whole run").endsWith("2.00 (1.25 to 2.50)"))
        .anySatisfy(
            row -> assertThat(row).startsWith("a return, warm").endsWith("1.00 (0.50 to 2.00)"));
  }

  @Test
  void aRunInWhichFewerCameBackIsNamed() {
    Pairs pairs = new Pairs();
    pairs.add(JUDGED, JUDGED);
    pairs.add(JUDGED, cost(5.0, 4.0, new Served(970, Map.of("user_message", 50L))));

    assertThat(pairs.differences())
        .containsExactly("NOT THE SAME in pair 2, returns: 1000 and 970");
  }

  @Test
  void aRunThatDidNotAskForSomethingIsNamed() {
    Pairs pairs = new Pairs();
    pairs.add(
        cost(1.0, 1.0, new Served(1000, Map.of("user_message", 50L, "context_check", 1000L))),
        JUDGED);

    assertThat(pairs.differences())
        .containsExactly("NOT THE SAME in pair 1, context_check: 1000 and 0");
  }

  private static Cost cost(double seconds, double warmMillis, Served served) {
    return new Cost(seconds, warmMillis, served, 1024);
  }
}
