package dev.holdfast.run.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.printing.OfGatling;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WithoutGatlingTest {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream out =
      new PrintStream(new WithoutGatling(shown::writeBytes), true, StandardCharsets.UTF_8);

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
}
