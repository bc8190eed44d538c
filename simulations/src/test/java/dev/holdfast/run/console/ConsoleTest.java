package dev.holdfast.run.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);

  @Test
  void aLineInPlaceGivesWayToTheNextOnATerminal() {
    Console console = new Console(out, true, false);

    console.sayInPlace("1 of 2");
    console.sayInPlace("2 of 2");
    console.say("done");

    assertThat(shown.toString(StandardCharsets.UTF_8))
        .isEqualTo("\r\u001B[K1 of 2\r\u001B[K2 of 2\r\u001B[Kdone" + System.lineSeparator());
  }

  @Test
  void nothingIsInPlaceInALog() {
    Console console = new Console(out, false, false);

    console.sayInPlace("1 of 2");
    console.sayForNow("warming up");
    console.say("done");

    assertThat(shown.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("warming up", "done");
  }

  @Test
  void whatAServerSaidIsNoCommandToGithub() {
    Console console = new Console(out, false, true);

    console.command(List.of("::error title=Holdfast FAIL::lost"));
    console.say("::warning::in a line of its own");
    console.say("refused:\n \u00A0::add-mask::a");
    console.say("it said ::notice::b");

    assertThat(shown.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "::error title=Holdfast FAIL::lost",
            "\u2060::warning::in a line of its own",
            "refused:",
            " \u00A0\u2060::add-mask::a",
            "it said ::notice::b");
  }

  @Test
  void elsewhereALineIsAsItIs() {
    new Console(out, false, false).say("::warning::a");

    assertThat(shown.toString(StandardCharsets.UTF_8).lines()).containsExactly("::warning::a");
  }
}
