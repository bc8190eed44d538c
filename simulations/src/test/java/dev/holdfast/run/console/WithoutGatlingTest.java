package dev.holdfast.run.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.app.printing.OfGatling;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WithoutGatlingTest {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream out =
      new PrintStream(
          new WithoutGatling(shown::writeBytes, "verdict is PASS"), true, StandardCharsets.UTF_8);

  @Test
  void whatGatlingPrintsIsLeftOut() {
    OfGatling.print(out, "please open the following file");

    assertThat(shown.size()).isZero();
  }

  @Test
  void whatAnybodyElsePrintsGoesOnEvenIfGatlingCalledIt() {
    out.println("ours, é");
    OfGatling.call(() -> out.println("a simulation's own"));

    assertThat(shown.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("ours, é", "a simulation's own");
  }

  @Test
  void anAssertionThatFailsIsToldUnlessItIsTheVerdict() {
    OfGatling.print(out, "Global: max of response time is less than 5.0 : false (actual : 9.0)");
    OfGatling.print(out, "Global: count of all events is 7.0 : true (actual : 7.0)");
    OfGatling.print(out, "verdict is PASS: count of failed events is 0.0 : false (actual : 1.0)");
    OfGatling.print(
        out,
        "context check: percentage of failed events is less than or equal to 5.000000000000004 :"
            + " false (actual : 12.3)");

    assertThat(shown.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "Global: max of response time is less than 5.0 : false (actual : 9.0)",
            "context check: percentage of failed events is less than or equal to",
            "  5.000000000000004 : false (actual : 12.3)");
  }
}
