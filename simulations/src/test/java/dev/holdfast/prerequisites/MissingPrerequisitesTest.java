package dev.holdfast.prerequisites;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.Extension;
import org.opentest4j.TestAbortedException;

final class MissingPrerequisitesTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final TestAbortedException needsRoot = new TestAbortedException("needs root");

  @Test
  void whatIsMissingFailsATestWhereAllMustRun() {
    assertThat(told(true, needsRoot))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("all-must-run=true: needs root");
  }

  @Test
  void elsewhereItSkipsTheTest() {
    assertThat(told(false, needsRoot)).isSameAs(needsRoot);
    assertThat(said.toString(UTF_8)).startsWith("SKIPPED a: needs root");
  }

  @Test
  void aFailureStaysWhatItIs() {
    Throwable failure = new IllegalStateException("broken");
    assertThat(told(true, failure)).isSameAs(failure);
  }

  /** Without being named by any of them. */
  @Test
  void allTestsOfThisModuleAreLookedAt() {
    assertThat(ServiceLoader.load(Extension.class))
        .hasAtLeastOneElementOfType(MissingPrerequisites.class);
  }

  private Throwable told(boolean allMustRun, Throwable failure) {
    PrintStream console = new PrintStream(said, true, UTF_8);
    return new MissingPrerequisites(allMustRun, console).told("a", failure);
  }
}
