package dev.holdfast.run.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);

  @Test
  void aLineInPlaceGivesWayToTheNextOnATerminal() {
    Console console = new Console(out, true);

    console.sayInPlace("1 of 2");
    console.sayInPlace("2 of 2");
    console.say("done");

    assertThat(shown.toString(StandardCharsets.UTF_8))
        .isEqualTo("\r\u001B[K1 of 2\r\u001B[K2 of 2\r\u001B[Kdone" + System.lineSeparator());
  }

  @Test
  void nothingIsInPlaceInALog() {
    Console console = new Console(out, false);

    console.sayInPlace("1 of 2");
    console.sayForNow("warming up");
    console.say("done");

    assertThat(shown.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("warming up", "done");
  }
}
